package jacobi.tck.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The text of the Java files of the house, by their path inside it.
final class Sources {
  private static final List<String> ARTIFACTS =
      List.of("api", "backend-cpu", "backend-native", "backend-opencl", "models", "tck");

  private Sources() {}

  /// Every file, tests included.
  static Map<String, String> all() {
    Path root = Path.of(System.getProperty("jacobi.root", "..")).normalize();
    Map<String, String> texts = new TreeMap<>();
    for (String artifact : ARTIFACTS) {
      try (Stream<Path> files = Files.walk(root.resolve(artifact).resolve("src"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String path = root.relativize(file).toString().replace('\\', '/');
          texts.put(path, Files.readString(file));
        }
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return texts;
  }

  /// Every file that is shipped.
  static Map<String, String> main() {
    Map<String, String> texts = all();
    texts.keySet().removeIf(path -> !isMain(path));
    return texts;
  }

  static boolean isMain(String path) {
    return path.contains("/src/main/java/");
  }
}
