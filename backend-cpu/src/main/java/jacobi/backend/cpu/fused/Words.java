package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Pass;
import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;

/// The words of one key's stream, as [jacobi.random.Philox] lays them out, many blocks at a time.
/// One worker's.
final class Words {
  /// Blocks at a time: words, pairs and numbers fill a third of an L1 cache.
  private static final int BLOCKS = 256;

  private static final int WORDS = 4;

  private final int[] chunk = new int[BLOCKS * WORDS];

  /// Numbers of blocks less that of the first.
  private final long[] numbers = new long[BLOCKS];

  /// Words 0 and 1 of each block, words 2 and 3 of each, the first number, and the key.
  private final long[] pairs = new long[2 * BLOCKS + 2];

  private final Call blocks = new Call(Pass.PHILOX, 5);

  private Words() {
    for (int i = 0; i < BLOCKS; i++) {
      numbers[i] = i;
    }
    blocks.with(0, pairs, 0).with(1, pairs, BLOCKS).with(2, numbers, 0);
    blocks.with(3, pairs, 2 * BLOCKS).with(4, pairs, 2 * BLOCKS + 1);
  }

  /// The words of a key.
  static Words of(long key) {
    Words kept = Shared.POOL.take(1);
    Words words = kept != null ? kept : new Words();
    words.pairs[2 * BLOCKS + 1] = key;
    return words;
  }

  /// Lets the next one use this.
  void close() {
    Shared.POOL.give(this);
  }

  /// Room for words that are used at once.
  int[] chunk() {
    return chunk;
  }

  /// Words `from … from + count − 1`, written to `out[at …]`.
  void fill(long from, int[] out, int at, int count) {
    int skipped = (int) from & (WORDS - 1);
    long block = from >>> 2;
    for (int done = -skipped; done < count; done += WORDS * BLOCKS, block += BLOCKS) {
      int left = Math.min(WORDS * BLOCKS, count - done);
      pairs[2 * BLOCKS] = block;
      blocks.run((left + WORDS - 1) / WORDS);
      int first = Math.max(-done, 0);
      int whole = (first + WORDS - 1) / WORDS;
      int rest = Math.max(left / WORDS, whole);
      some(out, at + done, first, Math.min(whole * WORDS, left));
      whole(out, at + done, whole, rest);
      some(out, at + done, rest * WORDS, left);
    }
  }

  private void whole(int[] out, int at, int from, int end) {
    int to = at + from * WORDS;
    for (int b = from; b < end; b++, to += WORDS) {
      long first = pairs[b];
      long second = pairs[BLOCKS + b];
      out[to] = (int) first;
      out[to + 1] = (int) (first >>> Integer.SIZE);
      out[to + 2] = (int) second;
      out[to + 3] = (int) (second >>> Integer.SIZE);
    }
  }

  private void some(int[] out, int at, int from, int end) {
    for (int i = from; i < end; i++) {
      out[at + i] = word(i);
    }
  }

  private int word(int i) {
    long pair = pairs[(i & 2) / 2 * BLOCKS + i / WORDS];
    return (int) (pair >>> ((i & 1) * Integer.SIZE));
  }

  private static final class Shared {
    static final Pool<Words> POOL = new Pool<>(Workers.shared().threads(), words -> 1);
  }
}
