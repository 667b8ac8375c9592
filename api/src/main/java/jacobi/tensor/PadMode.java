package jacobi.tensor;

/// What a tensor goes on with beyond its ends.
public enum PadMode {
  /// What lies as far inside, the end itself not repeated: `c b | a b c | b a`.
  REFLECT,
  /// The end over and over: `a a | a b c | c c`.
  REPLICATE,
  /// The other end: `b c | a b c | a b`.
  CIRCULAR;

  /// Which of `length` elements stands at place `i`, which may lie outside.
  public long at(long i, long length) {
    return switch (this) {
      case REFLECT -> {
        long period = Math.max(2 * (length - 1), 1);
        long there = Math.floorMod(i, period);
        yield Math.min(there, period - there);
      }
      case REPLICATE -> Math.clamp(i, 0, length - 1);
      case CIRCULAR -> Math.floorMod(i, length);
    };
  }
}
