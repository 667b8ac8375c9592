package jacobi.models.bench;

/// How long a workload is run.
///
/// @param settle seconds a call is run before it is decided how many make a sample
/// @param warm seconds before anything counts
/// @param timed seconds that count
/// @param fewest samples that count even when they take longer; half of them are dropped before
public record Budget(double settle, double warm, double timed, int fewest) {
  /// What figures that are compared are taken with.
  public static Budget of(double warm, double timed) {
    return new Budget(0.3, warm, timed, 20);
  }

  long settleNanos() {
    return nanos(settle);
  }

  long warmNanos() {
    return nanos(warm);
  }

  long timedNanos() {
    return nanos(timed);
  }

  private static long nanos(double seconds) {
    return (long) (seconds * 1e9);
  }
}
