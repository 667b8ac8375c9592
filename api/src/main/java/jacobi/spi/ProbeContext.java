package jacobi.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a provider may ask while it probes.
///
/// @param settings the session's own settings, by property name
public record ProbeContext(Map<String, String> settings) {
  /// The settings are copied.
  public ProbeContext {
    settings = Map.copyOf(settings);
  }

  /// A setting: the session's own, else the system property of that name, else the environment
  /// variable (`jacobi.blas.library` → `JACOBI_BLAS_LIBRARY`), else null.
  public @Nullable String setting(String name) {
    String own = settings.get(name);
    String property = own != null ? own : System.getProperty(name);
    return property != null
        ? property
        : System.getenv(name.replace('.', '_').toUpperCase(java.util.Locale.ROOT));
  }
}
