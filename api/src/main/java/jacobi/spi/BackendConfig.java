package jacobi.spi;

/// How a backend is opened.
///
/// @param context where settings come from
/// @param threads how many threads the process computes with, caller included; at least 1
public record BackendConfig(ProbeContext context, int threads) {
  /// Refuses fewer than one thread.
  public BackendConfig {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + threads);
    }
  }
}
