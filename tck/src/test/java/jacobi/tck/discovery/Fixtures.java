package jacobi.tck.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Small jars compiled on the spot: programs and backends for the tests of discovery.
final class Fixtures {
  private static final String SERVICE = "META-INF/services/jacobi.spi.BackendProvider";

  private Fixtures() {}

  /// A backend that hands everything to the reference interpreter.
  ///
  /// @param id its id, also the name of its package and module
  /// @param constructor statements of the provider's constructor
  static Path backend(Path folder, Path api, String id, int score, String constructor) {
    String probe = "new Probe.Available(List.of(\"%s:0\"), %d, \"a fixture\")".formatted(id, score);
    return provider(folder, api, id, probe, constructor);
  }

  /// A backend that answers its probe with a reason and a hint why it cannot be used.
  static Path unusable(Path folder, Path api, String id, String reason, String hint) {
    String probe = "new Probe.Unavailable(\"%s\", \"%s\")".formatted(reason, hint);
    return provider(folder, api, id, probe, "");
  }

  private static Path provider(Path folder, Path api, String id, String probe, String constructor) {
    String source =
        """
        package %1$s;
        import java.lang.foreign.MemorySegment;
        import java.util.List;
        import jacobi.spi.*;
        import jacobi.type.DType;
        public class Provider implements BackendProvider {
          public Provider() { %3$s }
          public String id() { return "%1$s"; }
          public int spiLevel() { return Spi.LEVEL; }
          public Probe probe(ProbeContext c) { return %2$s; }
          public Backend open(BackendConfig c) { return Backend.of(new Simple()); }
          static final class Simple implements Driver {
            public DriverInfo info() { return DriverInfo.host("fixture"); }
            public Buffer allocate(DType type, long n) { return HostBuffer.of(type, n); }
            public void free(Buffer b) {}
            public void upload(MemorySegment s, Buffer b, long at, Queue q) {
              ((HostBuffer) b).write(at, s);
            }
            public void download(Buffer b, long at, MemorySegment t, Queue q) {
              ((HostBuffer) b).read(at, t);
            }
            public Queue openQueue() { return Queue.inline(); }
            public Support supports(OpSpec s) {
              return s.op() instanceof jacobi.op.Primitive
                  ? Support.yes()
                  : Support.decline("primitives only");
            }
            public void execute(OpCall call, Queue q) { Reference.execute(call); }
          }
        }
        """
            .formatted(id, probe, constructor);
    String module =
        """
        module %1$s {
          requires jacobi.api;
          provides jacobi.spi.BackendProvider with %1$s.Provider;
        }
        """
            .formatted(id);
    return jar(folder, api, id, id + ".Provider", source, module);
  }

  /// A jar with one class and a module descriptor.
  static Path jar(
      Path folder, Path api, String name, String provider, String source, String module) {
    try {
      Path work = Files.createTempDirectory(folder, name);
      Path code = Files.createDirectories(work.resolve("src"));
      Path classes = Files.createDirectories(work.resolve("classes"));
      String file = provider.isEmpty() ? "Main.java" : "Provider.java";
      Path type = Files.writeString(code.resolve(file), source);
      Path info = Files.writeString(code.resolve("module-info.java"), module);
      var errors = new ByteArrayOutputStream();
      int code2 =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  errors,
                  "-d",
                  classes.toString(),
                  "-p",
                  api.toString(),
                  type.toString(),
                  info.toString());
      assertEquals(0, code2, errors.toString(StandardCharsets.UTF_8));
      if (!provider.isEmpty()) {
        Path service = classes.resolve(SERVICE);
        Files.createDirectories(service.getParent());
        Files.writeString(service, provider);
      }
      return pack(classes, work.resolve(name + ".jar"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// A jar with nothing but a service file.
  static Path serviceFile(Path folder, String provider) {
    try {
      Path classes = Files.createTempDirectory(folder, "service");
      Path service = classes.resolve(SERVICE);
      Files.createDirectories(service.getParent());
      Files.writeString(service, provider);
      return pack(classes, Files.createTempFile(folder, "service", ".jar"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path pack(Path classes, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        out.putNextEntry(new JarEntry(name));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return jar;
  }
}
