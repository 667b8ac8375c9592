package jacobi.tck.check;

import jacobi.tck.spec.Mismatch;
import jacobi.tck.spec.Untested;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// C32: a backend stands on the SPI alone. On a class path modules keep nobody out, so the classes
/// its classes name are looked at.
final class Signature {
  private static final List<String> HIDDEN =
      List.of("jacobi/rules/", "jacobi/graph/", "jacobi/runtime/");

  private Signature() {}

  static void add(Catalog catalog) {
    catalog.add("32.1", "classes", null, 0, Signature::classes);
  }

  private static void classes(Trial trial) {
    var provider = Objects.requireNonNull(Discovery.entry(trial).provider());
    CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw new Untested("where the classes of the backend come from is not known");
    }
    try {
      Path place = Path.of(source.getLocation().toURI());
      if (Files.isDirectory(place)) {
        scan(place);
      } else {
        URI jar = URI.create("jar:" + place.toUri());
        try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of())) {
          scan(inside.getPath("/"));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (URISyntaxException odd) {
      throw new Untested("the classes of the backend come from " + odd.getInput());
    }
  }

  private static void scan(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        for (PoolEntry entry : ClassFile.of().parse(Files.readAllBytes(file)).constantPool()) {
          if (entry instanceof ClassEntry named) {
            String name = named.asInternalName();
            Mismatch.unless(HIDDEN.stream().noneMatch(name::startsWith), "%s uses %s", file, name);
          }
        }
      }
    }
  }
}
