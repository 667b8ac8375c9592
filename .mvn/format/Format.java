import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Formats every Java file of the modules: `check ROOT` fails and lists the files that differ,
/// `write ROOT` rewrites them. Run by the Maven profiles `lint` and `format`.
final class Format {
  private static final List<String> MODULES =
      List.of("api", "backend-cpu", "backend-opencl", "backend-native", "models", "tck");

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean check = args[0].equals("check");
    List<String> command =
        new ArrayList<>(
            check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    int options = command.size();
    for (String module : MODULES) {
      Path sources = Path.of(args[1], module, "src");
      if (!Files.isDirectory(sources)) {
        continue;
      }
      try (var files = Files.walk(sources)) {
        files.filter(Format::isJava).map(Path::toString).sorted().forEach(command::add);
      }
    }
    if (command.size() == options) {
      throw new IOException("no Java file under the modules of " + args[1]);
    }
    System.err.printf(
        "google-java-format: %s %d files%n", args[0], command.size() - options);
    Main.main(command.toArray(String[]::new));
  }

  private static boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }
}
