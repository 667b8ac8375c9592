package jacobi.backend.opencl;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.List;
import java.util.Locale;

/// The library that finds vendors' drivers, `libOpenCL`.
///
/// JOCL prints from native code when it misses the loader, so it is looked for before any class of
/// JOCL is touched, and where JOCL looks: on the system's search path.
final class OpenClLoader {
  private OpenClLoader() {}

  /// @throws UnsatisfiedLinkError if there is none
  static void require() {
    require(names());
  }

  /// @throws UnsatisfiedLinkError if none of these libraries can be opened
  static void require(List<String> names) {
    try (Arena arena = Arena.ofConfined()) {
      for (String name : names) {
        if (canOpen(name, arena)) {
          return;
        }
      }
    }
    throw new UnsatisfiedLinkError("none of " + String.join(", ", names) + " can be opened");
  }

  private static List<String> names() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      return List.of("/System/Library/Frameworks/OpenCL.framework/OpenCL");
    }
    return system.contains("win")
        ? List.of("OpenCL.dll")
        : List.of("libOpenCL.so.1", "libOpenCL.so");
  }

  @SuppressWarnings("restricted") // Opening native libraries is what this backend is for.
  private static boolean canOpen(String name, Arena arena) {
    try {
      SymbolLookup.libraryLookup(name, arena);
      return true;
    } catch (IllegalArgumentException missing) {
      return false;
    }
  }
}
