package jacobi.tck;

import jacobi.Options;
import jacobi.spi.BackendProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/// The backends of a jar that is not on the class path.
record BackendJar(URLClassLoader loader) implements AutoCloseable {
  BackendJar(Path jar) throws IOException {
    this(
        new URLClassLoader(
            new URL[] {jar.toUri().toURL()}, BackendProvider.class.getClassLoader()));
  }

  /// Options by which a session has the jar's backends.
  Options options(String id) {
    List<BackendProvider> providers =
        ServiceLoader.load(BackendProvider.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.id().equals(id))
            .toList();
    return Options.of().withProviders(providers).withBackend(id);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
