package jacobi.models.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads text, which is UTF-8 and of bounded length.
public final class TextFile {
  /// What a text may have unless somebody says otherwise: 256 MiB.
  private static final int MAX_BYTES = 1 << 28;

  private TextFile() {}

  /// The text of a file of at most 256 MiB.
  ///
  /// @throws DataException if it cannot be read, is longer, or is no UTF-8
  public static String read(Path file) {
    return read(file, MAX_BYTES);
  }

  /// The text of a file of at most `max` bytes.
  ///
  /// @throws DataException if it cannot be read, is longer, or is no UTF-8
  public static String read(Path file, int max) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(max);
      if (in.read() >= 0) {
        throw new DataException("%s: a text has at most %d bytes here".formatted(file, max));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException malformed) {
      throw new DataException(
          "%s: not UTF-8; convert it, as with iconv -t UTF-8".formatted(file), malformed);
    } catch (IOException failed) {
      throw new DataException("%s: cannot be read: %s".formatted(file, failed), failed);
    }
  }
}
