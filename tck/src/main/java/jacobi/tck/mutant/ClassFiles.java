package jacobi.tck.mutant;

import jacobi.spi.BackendProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The class files a backend is made of.
final class ClassFiles {
  private static final String SUFFIX = ".class";

  private ClassFiles() {}

  /// The files of a backend on the class path by the names of their classes, in order.
  ///
  /// @throws IllegalArgumentException if there is no such backend, or nobody knows where it is from
  static Map<String, byte[]> of(String id) {
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      if (provider.id().equals(id)) {
        CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
        if (source == null) {
          throw new IllegalArgumentException("nobody knows where " + id + " is from");
        }
        return read(source);
      }
    }
    throw new IllegalArgumentException("there is no backend " + id + " on the class path");
  }

  private static Map<String, byte[]> read(CodeSource source) {
    try {
      Path place = Path.of(source.getLocation().toURI());
      if (Files.isDirectory(place)) {
        return read(place);
      }
      URI jar = URI.create("jar:" + place.toUri());
      try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of())) {
        return read(inside.getPath("/"));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (URISyntaxException odd) {
      throw new IllegalArgumentException("no place of classes: " + source.getLocation(), odd);
    }
  }

  private static Map<String, byte[]> read(Path root) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(path -> path.toString().endsWith(SUFFIX)).toList();
    }
    for (Path file : files) {
      String path =
          root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), ".");
      String name = path.substring(0, path.length() - SUFFIX.length());
      if (!name.equals("module-info")) {
        classes.put(name, Files.readAllBytes(file));
      }
    }
    return classes;
  }
}
