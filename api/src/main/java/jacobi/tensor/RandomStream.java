package jacobi.tensor;

import jacobi.random.Seed;

/// Hands out disjoint stretches of one Philox stream: the key and the place of the next word.
///
/// The place is all there is to save for a run that continues with the same numbers. Not for
/// several threads at once.
public final class RandomStream {
  private final long key;
  private long next;

  private RandomStream(long key, long next) {
    this.key = key;
    this.next = next;
  }

  /// The stream of a seed, at its start.
  public static RandomStream of(Seed seed) {
    return new RandomStream(seed.key(), 0);
  }

  /// The stream of a seed from a place on.
  public static RandomStream of(Seed seed, long place) {
    return new RandomStream(seed.key(), place);
  }

  /// The place of the next word.
  public long place() {
    return next;
  }

  /// Reserves `words` words: `{key, start}`, the operand of random ops.
  public long[] take(long words) {
    long[] place = new long[2];
    take(words, place);
    return place;
  }

  /// The same, put into an array of two.
  void take(long words, long[] place) {
    place[0] = key;
    place[1] = next;
    next += words + 3 & ~3L;
  }
}
