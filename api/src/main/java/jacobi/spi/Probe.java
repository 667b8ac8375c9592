package jacobi.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a provider found.
public sealed interface Probe {

  /// Usable.
  ///
  /// @param devices names such as `cpu:0`, at least one, the default first
  /// @param score how much it is to be preferred, higher first: about 100 for plain Java, 200 for
  ///   native libraries on the processor, 300 for an integrated and 400 for a discrete GPU
  /// @param notes one line on what was found and what would make it better, may be empty
  record Available(List<String> devices, int score, String notes) implements Probe {
    /// The devices are copied.
    public Available {
      devices = List.copyOf(devices);
    }
  }

  /// Not usable here.
  ///
  /// @param reason what is missing
  /// @param hint what the user can do about it
  /// @param cause the failure behind it, if there was one
  record Unavailable(String reason, String hint, @Nullable Throwable cause) implements Probe {
    /// Without a failure behind it.
    public Unavailable(String reason, String hint) {
      this(reason, hint, null);
    }
  }
}
