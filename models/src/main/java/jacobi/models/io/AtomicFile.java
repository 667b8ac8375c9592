package jacobi.models.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Writes files as a whole: to a temporary one beside it, flushed, then moved into place, so that a
/// failure leaves the old file as it was.
public final class AtomicFile {
  private AtomicFile() {}

  /// Writes a text in UTF-8.
  ///
  /// @throws FileException if it cannot be written
  public static void write(Path file, String text) {
    write(file, List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
  }

  /// Writes parts one after the other.
  ///
  /// @throws FileException if they cannot be written
  public static void write(Path file, List<ByteBuffer> parts) {
    checkReplaceable(file);
    Path target = file.toAbsolutePath();
    long process = ProcessHandle.current().pid();
    Path fresh = target.resolveSibling(target.getFileName() + ".tmp" + process);
    try {
      fill(fresh, parts);
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      var error =
          new FileException(
              "%s cannot be written: %s; is there room, and may you write there?"
                  .formatted(file, failed),
              failed);
      try {
        Files.deleteIfExists(fresh);
      } catch (IOException left) {
        error.addSuppressed(left);
      }
      throw error;
    }
  }

  private static void fill(Path fresh, List<ByteBuffer> parts) throws IOException {
    try (var out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (ByteBuffer part : parts) {
        while (part.hasRemaining()) {
          out.write(part);
        }
      }
      out.force(true);
    }
  }

  /// Refuses, before anything is worked for, a place where no file can be written: in a folder that
  /// is missing or read-only, or instead of a folder, a device or a pipe.
  ///
  /// @throws FileException if no file can be written there
  public static void checkWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder)) {
      throw new FileException(
          "%s cannot be written: its folder is missing or read-only".formatted(file));
    }
    checkReplaceable(file);
  }

  private static void checkReplaceable(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileException("%s cannot be written: it is no regular file".formatted(file));
    }
  }
}
