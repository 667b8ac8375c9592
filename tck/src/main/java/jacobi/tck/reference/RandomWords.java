package jacobi.tck.reference;

import jacobi.spi.OpCall;

/// Philox 4x32-10 as RANDOM_BITS lays its words out: word `i` of a key is word `i mod 4` of the
/// block with counter `i / 4`.
///
/// Source: Salmon, Moraes, Dror, Shaw, *Parallel random numbers: as easy as 1, 2, 3*, SC 2011.
final class RandomWords {
  private static final int ROUNDS = 10;
  private static final long FIRST = 0xD2511F53L;
  private static final long SECOND = 0xCD9E8D57L;
  private static final int FIRST_STEP = 0x9E3779B9;
  private static final int SECOND_STEP = 0xBB67AE85;
  private static final long WORD = 0xFFFFFFFFL;

  private RandomWords() {}

  static void execute(OpCall call) {
    int[] state = Places.of(call.in(0).layout());
    Wholes source = (Wholes) call.in(0).buffer();
    long key = source.get(state[0]);
    long start = source.get(state[1]);
    int[] to = Places.of(call.out().layout());
    for (int i = 0; i < to.length; i++) {
      long at = start + i;
      int word = block(at >>> 2, key)[(int) (at & 3)];
      ((Wholes) call.out().buffer()).set(to[i], word, 0);
    }
  }

  private static int[] block(long counter, long key) {
    int[] c = {(int) counter, (int) (counter >>> 32), 0, 0};
    int[] k = {(int) key, (int) (key >>> 32)};
    for (int round = 0; round < ROUNDS; round++) {
      long first = FIRST * (c[0] & WORD);
      long second = SECOND * (c[2] & WORD);
      c =
          new int[] {
            (int) (second >>> 32) ^ c[1] ^ k[0],
            (int) second,
            (int) (first >>> 32) ^ c[3] ^ k[1],
            (int) first
          };
      k[0] += FIRST_STEP;
      k[1] += SECOND_STEP;
    }
    return c;
  }
}
