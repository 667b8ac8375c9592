package jacobi.backend.blas;

import jacobi.spi.ProbeContext;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Looks for a BLAS library: the one that is named, else those a system usually has.
///
/// @param found the name that was loaded and has `cblas_sgemm`, or empty
/// @param tried what was tried in vain, and why not
record BlasLibraries(String found, List<String> tried) {
  private static final String SETTING = "jacobi.blas.library";

  /// @throws IllegalCallerException if this process denies native access
  @SuppressWarnings("restricted") // Opening native libraries is what this backend is for.
  static BlasLibraries find(ProbeContext context) {
    String named = context.setting(SETTING);
    List<String> names = named != null ? List.of(named) : usual();
    List<String> tried = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      for (String name : names) {
        try {
          if (SymbolLookup.libraryLookup(name, arena).find("cblas_sgemm").isPresent()) {
            return new BlasLibraries(name, tried);
          }
          tried.add(name + " (has no cblas_sgemm)");
        } catch (IllegalArgumentException missing) {
          tried.add(name + " (cannot be opened)");
        }
      }
    }
    return new BlasLibraries("", tried);
  }

  private static List<String> usual() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      return List.of("/System/Library/Frameworks/Accelerate.framework/Accelerate");
    }
    return system.contains("win")
        ? List.of("mkl_rt.2.dll", "libopenblas.dll", "openblas.dll")
        : List.of("libmkl_rt.so.2", "libopenblas.so.0", "libblis.so.4", "libcblas.so.3");
  }
}
