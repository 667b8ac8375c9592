package jacobi.tck;

import jacobi.op.Op;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The members of the vocabulary, found in the class files of its package: the constants of each
/// enum, and the records, one for each value of their components that are enums or truth values.
final class Members {
  private Members() {}

  /// Which member an op is, such as `REDUCE SUM` for a sum over whatever axes.
  static String of(Op op) {
    if (op instanceof Enum<?> constant) {
      return constant.getDeclaringClass().getSimpleName() + " " + constant.name();
    }
    var name = new StringBuilder(op.getClass().getSimpleName());
    for (RecordComponent component : op.getClass().getRecordComponents()) {
      if (!values(component.getType()).isEmpty()) {
        name.append(' ').append(read(component, op));
      }
    }
    return name.toString();
  }

  /// All members of the families that are `kind`s.
  static Set<String> all(Class<? extends Op> kind) {
    var members = new TreeSet<String>();
    for (Class<?> type : classes()) {
      if (kind.isAssignableFrom(type) && type.isEnum()) {
        values(type).forEach(name -> members.add(type.getSimpleName() + " " + name));
      } else if (kind.isAssignableFrom(type) && type.isRecord()) {
        members.addAll(variants(type));
      }
    }
    return members;
  }

  private static List<String> variants(Class<?> type) {
    List<String> names = List.of(type.getSimpleName());
    for (RecordComponent component : type.getRecordComponents()) {
      List<String> longer = new ArrayList<>();
      for (String name : names) {
        values(component.getType()).forEach(value -> longer.add(name + " " + value));
      }
      names = longer.isEmpty() ? names : longer;
    }
    return names;
  }

  /// Element types are no members: every op has cases on all that it takes.
  private static List<String> values(Class<?> type) {
    if (type == boolean.class) {
      return List.of("false", "true");
    }
    boolean member = type.isEnum() && type != jacobi.type.DType.class;
    return member
        ? Stream.of(type.getEnumConstants()).map(value -> ((Enum<?>) value).name()).toList()
        : List.of();
  }

  private static Object read(RecordComponent component, Op op) {
    try {
      return component.getAccessor().invoke(op);
    } catch (ReflectiveOperationException closed) {
      throw new IllegalStateException(closed);
    }
  }

  private static List<Class<?>> classes() {
    String folder = Op.class.getPackageName().replace('.', '/');
    try {
      URI home = Op.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path path = Path.of(home);
      if (Files.isDirectory(path)) {
        return classes(path.resolve(folder));
      }
      try (FileSystem jar = FileSystems.newFileSystem(path)) {
        return classes(jar.getPath(folder));
      }
    } catch (IOException | URISyntaxException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static List<Class<?>> classes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
          .<Class<?>>map(name -> load(name.substring(0, name.length() - ".class".length())))
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(Op.class.getPackageName() + "." + name);
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException(gone);
    }
  }
}
