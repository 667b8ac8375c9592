package jacobi.tck.mutant;

import jacobi.Options;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Loads the classes of a backend anew, some of them changed.
final class Loader extends ClassLoader {
  private final Map<String, byte[]> classes;

  /// A loader of classes by name; all others come from the loader of the kit.
  Loader(Map<String, byte[]> classes) {
    super(Loader.class.getClassLoader());
    this.classes = Map.copyOf(classes);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      byte @Nullable [] bytes = classes.get(name);
      Class<?> loaded = findLoadedClass(name);
      if (bytes == null || loaded != null) {
        return loaded != null ? loaded : super.loadClass(name, resolve);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  /// Options of the backend as it is loaded here.
  Options options(String backend) {
    Options plain = Options.of();
    return new Options(
        backend,
        plain.threads(),
        plain.settings(),
        plain.providers(),
        this,
        plain.hostFallback(),
        plain.custom(),
        plain.driver(),
        plain.rules(),
        plain.accumulator());
  }
}
