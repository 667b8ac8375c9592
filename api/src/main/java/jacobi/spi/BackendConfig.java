package jacobi.spi;

/// How a backend is opened.
///
/// @param context where settings come from
/// @param threads how many threads the process shall compute with, caller included; 0 if nobody
///   asked: as many as it does already, else one for each processor
public record BackendConfig(ProbeContext context, int threads) {
  /// Refuses fewer than no threads.
  ///
  /// @throws SettingException if the number is negative
  public BackendConfig {
    if (threads < 0) {
      throw new SettingException(
          "threads must be at least 1, or 0 for what there is; got " + threads);
    }
  }
}
