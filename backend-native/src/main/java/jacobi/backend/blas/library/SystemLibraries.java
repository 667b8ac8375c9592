package jacobi.backend.blas.library;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Libraries by the names they have where an administrator installed them.
///
/// The loader's own folders are gone through first, so that a file is looked at before its code
/// runs; a name that is in none of them is left to the loader.
///
/// @param platform what they must be for
/// @param names in order of preference; of those of one interface the first is taken
/// @param folders where the loader looks
record SystemLibraries(Platform platform, List<List<String>> names, List<String> folders) {
  private static final String ACCELERATE =
      "/System/Library/Frameworks/Accelerate.framework/Accelerate";

  static SystemLibraries of(Platform platform) {
    return switch (platform.system()) {
      case LINUX -> linux(platform);
      case MAC ->
          new SystemLibraries(
              platform,
              List.of(
                  List.of("libdnnl.3.dylib"),
                  List.of("libopenblas.dylib", "libblis.4.dylib", ACCELERATE)),
              List.of(
                  "/opt/homebrew/opt/onednn/lib",
                  "/opt/homebrew/opt/openblas/lib",
                  "/usr/local/opt/onednn/lib",
                  "/usr/local/opt/openblas/lib",
                  "/usr/local/lib"));
      case WINDOWS ->
          new SystemLibraries(
              platform,
              List.of(
                  List.of("dnnl.dll"), List.of("mkl_rt.2.dll", "libopenblas.dll", "openblas.dll")),
              split(System.getenv("PATH")));
    };
  }

  private static SystemLibraries linux(Platform platform) {
    String triplet =
        platform.processor() == Platform.Processor.AARCH64
            ? "aarch64-linux-gnu"
            : "x86_64-linux-gnu";
    List<String> folders = new ArrayList<>(split(System.getenv("LD_LIBRARY_PATH")));
    for (String prefix : List.of("/usr/local/lib", "/lib", "/usr/lib")) {
      folders.addAll(List.of(prefix + "/" + triplet, prefix + "64", prefix));
    }
    return new SystemLibraries(
        platform,
        List.of(
            List.of("libdnnl.so.3"),
            List.of("libmkl_rt.so.2", "libopenblas.so.0", "libblis.so.4", "libcblas.so.3")),
        folders);
  }

  private static List<String> split(@Nullable String path) {
    return path == null || path.isEmpty() ? List.of() : List.of(path.split(File.pathSeparator));
  }

  /// Tries all names, but none of an interface that has been found.
  void search(List<Attempt> attempts) {
    for (List<String> sameInterface : names) {
      for (String name : sameInterface) {
        Attempt attempt = open(name);
        attempts.add(attempt);
        if (attempt instanceof Attempt.Found) {
          break;
        }
      }
    }
  }

  /// Tries a name.
  Attempt open(String name) {
    for (String folder : folders) {
      try {
        Path file = Path.of(folder).resolve(name);
        if (Files.exists(file)) {
          return Candidate.file(file.toString(), file, platform);
        }
      } catch (InvalidPathException odd) {
        return new Attempt.Refused(folder, "is no path: " + odd.getReason());
      }
    }
    return Candidate.open(name, name);
  }
}
