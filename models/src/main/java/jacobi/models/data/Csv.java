package jacobi.models.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The rows of a comma-separated file, as RFC 4180 says: fields in quotes may hold commas, line
/// ends and doubled quotes. Spaces around bare fields and empty lines are dropped.
///
/// UTF-8, plain or gzipped, of at most [#MAX_BYTES] bytes. All rows have as many fields as the
/// first.
public final class Csv {
  /// No file that is longer, inflated, is read.
  public static final int MAX_BYTES = 1 << 28;

  private static final int END = -1;

  private final String name;
  private final String text;
  private int at;
  private int line = 1;

  private Csv(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /// A row and the line it starts in, counted from 1.
  public record Row(int line, List<String> fields) {
    /// The fields are copied.
    public Row {
      fields = List.copyOf(fields);
    }
  }

  /// Reads a file.
  ///
  /// @throws DataException if it cannot be read or is malformed; the message names the line
  public static List<Row> read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new DataException("%s: more than %d bytes".formatted(file, MAX_BYTES));
      }
      return parse(file.toString(), decoded(file.toString(), Files.readAllBytes(file)));
    } catch (CharacterCodingException e) {
      throw new DataException("%s: no UTF-8: convert it".formatted(file), e);
    } catch (IOException e) {
      throw new DataException("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String decoded(String name, byte[] content) throws IOException {
    boolean zipped = content.length > 1 && content[0] == 0x1f && content[1] == (byte) 0x8b;
    try (InputStream in = zipped ? new Gunzip(content) : new ByteArrayInputStream(content)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new DataException("%s: more than %d bytes".formatted(name, MAX_BYTES));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  /// The rows of a text; `name` is for messages.
  ///
  /// @throws DataException if it is malformed; the message names the line
  public static List<Row> parse(String name, String text) {
    return new Csv(name, text).rows();
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    while (at < text.length()) {
      int start = line;
      List<String> fields = row();
      if (fields.size() == 1 && fields.getFirst().isEmpty()) {
        continue;
      }
      if (!rows.isEmpty() && fields.size() != rows.getFirst().fields().size()) {
        throw refuse(
            start, "%d fields instead of %d", fields.size(), rows.getFirst().fields().size());
      }
      rows.add(new Row(start, fields));
    }
    if (rows.isEmpty()) {
      throw new DataException("%s: no rows".formatted(name));
    }
    return rows;
  }

  private List<String> row() {
    List<String> fields = new ArrayList<>();
    do {
      fields.add(field());
    } while (take(','));
    take('\r');
    if (at < text.length() && !take('\n')) {
      throw refuse(line, "a quoted field goes on after its closing quote");
    }
    line++;
    return fields;
  }

  private String field() {
    skipSpaces();
    return take('"') ? quoted() : bare();
  }

  private String quoted() {
    int start = line;
    var field = new StringBuilder();
    while (true) {
      int c = at < text.length() ? text.charAt(at++) : END;
      if (c == END) {
        throw refuse(start, "a quote is never closed");
      }
      if (c == '"' && !take('"')) {
        skipSpaces();
        return field.toString();
      }
      line += c == '\n' ? 1 : 0;
      field.append((char) c);
    }
  }

  private String bare() {
    int start = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      if (text.charAt(at) == '"') {
        throw refuse(line, "a quote within a field that does not start with one");
      }
      at++;
    }
    return text.substring(start, at).strip();
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private boolean take(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private DataException refuse(int where, String why, Object... parts) {
    return new DataException("%s:%d: %s".formatted(name, where, why.formatted(parts)));
  }
}
