package jacobi.random;

/// Philox 4x32-10: four 32-bit words of random bits for a 128-bit counter and a 64-bit key.
///
/// One round is `(c0, c1, c2, c3) ← (hi(M1·c2) ⊕ c1 ⊕ k0, lo(M1·c2), hi(M0·c0) ⊕ c3 ⊕ k1,
/// lo(M0·c0))`, ten rounds, the key stepping by the Weyl constants between them.
///
/// Source: Salmon, Moraes, Dror, Shaw, *Parallel random numbers: as easy as 1, 2, 3*, SC 2011.
///
/// A stream of words is laid out so: word `i` of a key is word `i mod 4` of the block whose counter
/// is `(i / 4)` in its low 64 bits and zero above.
public final class Philox {
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final int W0 = 0x9E3779B9;
  private static final int W1 = 0xBB67AE85;
  private static final int ROUNDS = 10;

  private Philox() {}

  /// The four words of the block at a counter, written to `out[at … at + 3]`.
  public static void block(int[] counter, int key0, int key1, int[] out, int at) {
    rounds(counter[0], counter[1], counter[2], counter[3], key0, key1, out, at);
  }

  /// The four words of block `block` of a key's stream, written to `out[at … at + 3]`.
  public static void block(long block, long key, int[] out, int at) {
    rounds((int) block, (int) (block >>> 32), 0, 0, (int) key, (int) (key >>> 32), out, at);
  }

  private static void rounds(
      int c0, int c1, int c2, int c3, int key0, int key1, int[] out, int at) {
    int k0 = key0;
    int k1 = key1;
    for (int round = 0; round < ROUNDS; round++) {
      long low = M0 * (c0 & 0xFFFFFFFFL);
      long high = M1 * (c2 & 0xFFFFFFFFL);
      c0 = (int) (high >>> 32) ^ c1 ^ k0;
      c1 = (int) high;
      c2 = (int) (low >>> 32) ^ c3 ^ k1;
      c3 = (int) low;
      k0 += W0;
      k1 += W1;
    }
    out[at] = c0;
    out[at + 1] = c1;
    out[at + 2] = c2;
    out[at + 3] = c3;
  }

  /// Words `from … from + count − 1` of a key's stream, written to `out[at …]`.
  public static void words(long key, long from, int[] out, int at, int count) {
    int[] block = new int[4];
    long number = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      long word = from + i;
      if (word >>> 2 != number || i == 0) {
        number = word >>> 2;
        block(number, key, block, 0);
      }
      out[at + i] = block[(int) (word & 3)];
    }
  }
}
