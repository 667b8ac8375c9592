package jacobi.models.bench;

/// How long a workload is run.
///
/// @param warm seconds before anything counts
/// @param timed seconds that count
public record Budget(double warm, double timed) {
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
