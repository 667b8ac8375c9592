package jacobi.spi;

/// The entry of a backend, registered in `META-INF/services/jacobi.spi.BackendProvider` and in the
/// module's `provides`.
///
/// Its public constructor takes nothing and does nothing: no native library is loaded before
/// [#probe].
public interface BackendProvider {
  /// The name users choose by, such as `cpu`: lower-case letters, digits and dashes.
  String id();

  /// The level compiled against: `return Spi.LEVEL;`.
  int spiLevel();

  /// Whether this backend can work here, and with which devices. Quick, repeatable, prints nothing,
  /// and answers [Probe.Unavailable] rather than throwing.
  Probe probe(ProbeContext context);

  /// Opens the backend; only after an [Probe.Available] probe.
  ///
  /// @throws SettingException if it cannot follow a setting; no other backend is tried then
  Backend open(BackendConfig config);
}
