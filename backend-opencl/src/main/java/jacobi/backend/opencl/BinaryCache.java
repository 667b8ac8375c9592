package jacobi.backend.opencl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Programs as a driver built them, in files of a folder that is the user's alone: what is in it
/// runs with the rights of this process.
///
/// A file's name is the hash of everything that a program depends on, and it begins with a hash of
/// that and of what follows: a file that is cut off, altered or renamed is removed, not used. Files
/// appear as a whole or not at all. Whatever fails here costs a build and nothing else.
class BinaryCache {
  private static final String ENDING = ".bin";
  private static final int DIGEST = 32;

  /// Files that are kept, those used last.
  private static final int FILES = 256;

  /// Bytes of one file at most.
  private static final int BYTES = 8 << 20;

  private final Path folder;

  /// @param folder there, and the user's alone
  BinaryCache(Path folder) {
    this.folder = folder;
  }

  /// The binary that was kept under a key, or null.
  byte @Nullable [] find(String key) {
    Path file = file(key);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > BYTES) {
        return null;
      }
      byte[] all = Files.readAllBytes(file);
      byte[] binary = Arrays.copyOfRange(all, Math.min(DIGEST, all.length), all.length);
      if (!Arrays.equals(digest(key, binary), Arrays.copyOf(all, DIGEST))) {
        Files.delete(file);
        return null;
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return binary;
    } catch (IOException unreadable) {
      tell("read", file, unreadable);
      return null;
    }
  }

  /// Keeps a binary, and removes what was not used for longest if there is too much.
  void keep(String key, byte[] binary) {
    if (binary.length + DIGEST > BYTES) {
      return;
    }
    Path file = file(key);
    try {
      // Only the owner may read and write what is made here.
      Path made = Files.createTempFile(folder, "new", null);
      try {
        byte[] all = Arrays.copyOf(digest(key, binary), DIGEST + binary.length);
        System.arraycopy(binary, 0, all, DIGEST, binary.length);
        Files.write(made, all);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(made);
      }
      prune();
    } catch (IOException full) {
      tell("write", file, full);
    }
  }

  private void prune() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.filter(file -> file.toString().endsWith(ENDING)).forEach(files::add);
    }
    if (files.size() > FILES) {
      files.sort(Comparator.comparingLong(file -> file.toFile().lastModified()));
      for (Path file : files.subList(0, files.size() - FILES)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void tell(String what, Path file, IOException failure) {
    System.getLogger("jacobi")
        .log(System.Logger.Level.DEBUG, "cannot %s %s".formatted(what, file), failure);
  }

  private Path file(String key) {
    return folder.resolve(HexFormat.of().formatHex(digest(key, new byte[0])) + ENDING);
  }

  private static byte[] digest(String key, byte[] binary) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key.getBytes(StandardCharsets.UTF_8));
      return digest.digest(binary);
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every Java has SHA-256", never);
    }
  }
}
