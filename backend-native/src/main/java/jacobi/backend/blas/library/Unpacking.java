package jacobi.backend.blas.library;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// Unpacks a jar's libraries into a folder that is named by a hash: the same libraries are unpacked
/// once, others elsewhere. The folder appears whole or not at all, whoever else unpacks at the same
/// time.
final class Unpacking {
  private static final int NAME = 32;

  private final String folder;
  private final Path root;

  /// @param folder of the libraries in the jar, with a slash at its end
  /// @param root the user's own folder, in which those of jars lie
  Unpacking(String folder, Path root) {
    this.folder = folder;
    this.root = root;
  }

  /// Where the libraries are.
  ///
  /// @param resource one of them, in a jar
  /// @throws IOException if they cannot be unpacked
  Path unpack(URL resource) throws IOException {
    Path file = jar(resource);
    try (JarFile jar = new JarFile(file.toFile())) {
      List<JarEntry> libraries = jar.stream().filter(this::isLibrary).toList();
      Path target = root.resolve(hash(libraries).substring(0, NAME));
      if (!isComplete(target, libraries)) {
        unpack(jar, libraries, target);
      }
      return target;
    }
  }

  private static Path jar(URL resource) throws IOException {
    try {
      if (resource.openConnection() instanceof JarURLConnection connection) {
        connection.setUseCaches(false);
        URI file = connection.getJarFileURL().toURI();
        if ("file".equals(file.getScheme())) {
          return Path.of(file);
        }
      }
    } catch (URISyntaxException odd) {
      throw new IOException(odd);
    }
    throw new FileSystemException(
        resource.toString(), null, "lies in no jar file; unpack it and name it");
  }

  /// Everything in the folder but the glue of JavaCPP.
  private boolean isLibrary(JarEntry entry) {
    String name = entry.getName();
    return name.startsWith(folder)
        && !entry.isDirectory()
        && name.indexOf('/', folder.length()) < 0
        && !name.contains("jni");
  }

  private Path file(Path target, JarEntry entry) {
    return target.resolve(entry.getName().substring(folder.length()));
  }

  private boolean isComplete(Path target, List<JarEntry> libraries) throws IOException {
    for (JarEntry entry : libraries) {
      Path file = file(target, entry);
      if (!Files.isRegularFile(file) || Files.size(file) != entry.getSize()) {
        return false;
      }
    }
    return true;
  }

  private void unpack(JarFile jar, List<JarEntry> libraries, Path target) throws IOException {
    Path fresh = Files.createTempDirectory(root, "unpacking");
    for (JarEntry entry : libraries) {
      try (InputStream in = jar.getInputStream(entry)) {
        Files.copy(in, file(fresh, entry));
      }
    }
    if (Files.exists(target)) {
      // Somebody damaged it. It is moved away as a whole, for others may be about to open it.
      Path damaged = Files.createTempDirectory(root, "damaged");
      Files.move(target, damaged.resolve("files"), StandardCopyOption.ATOMIC_MOVE);
      delete(damaged);
    }
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException faster) {
      delete(fresh);
      if (!isComplete(target, libraries)) {
        throw faster;
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// What the jar's directory says of the libraries: names, sizes and checksums. It takes a
  /// millisecond, all of their bytes would take hundreds, at each start.
  private static String hash(List<JarEntry> libraries) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (JarEntry entry : libraries) {
        String line = "%s %d %d%n".formatted(entry.getName(), entry.getSize(), entry.getCrc());
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IOException(missing);
    }
  }
}
