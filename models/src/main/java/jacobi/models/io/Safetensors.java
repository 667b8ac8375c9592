package jacobi.models.io;

import jacobi.type.DType;
import jacobi.type.JacobiException;
import jacobi.type.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Named arrays in a file: eight bytes of header length, a JSON header, then the elements, little
/// endian, one array after the other.
///
/// @param metadata free text by name
/// @param arrays the arrays by name
///
///   Source: huggingface/safetensors, format description.
public record Safetensors(Map<String, String> metadata, Map<String, Entry> arrays) {
  private static final int LENGTH_BYTES = 8;
  private static final long MAX_HEADER = 100_000_000;

  /// One array.
  ///
  /// @param dtype its element type
  /// @param shape its shape
  /// @param bytes its elements in row-major order, little endian
  public record Entry(DType dtype, Shape shape, ByteBuffer bytes) {}

  /// Reads a file.
  ///
  /// @throws FileException if it cannot be read, or is malformed: says where
  public static Safetensors read(Path file) {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      long length = in.length();
      if (length < LENGTH_BYTES) {
        throw new FileException("it is shorter than a header");
      }
      long header = Long.reverseBytes(in.readLong());
      if (header < 2 || header > Math.min(MAX_HEADER, length - LENGTH_BYTES)) {
        throw new FileException("a header of %d bytes does not fit".formatted(header));
      }
      byte[] json = new byte[(int) header];
      in.readFully(json);
      long data = length - LENGTH_BYTES - header;
      if (data > Integer.MAX_VALUE - 8L) {
        throw new FileException("files above 2 GiB are not read");
      }
      byte[] elements = new byte[(int) data];
      in.readFully(elements);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      return parse(text, elements);
    } catch (CharacterCodingException malformed) {
      throw new FileException("%s: its header is no UTF-8".formatted(file), malformed);
    } catch (FileException malformed) {
      throw new FileException(
          "%s is no safetensors file: %s".formatted(file, malformed.getMessage()), malformed);
    } catch (IOException failed) {
      throw new FileException("%s cannot be read: %s".formatted(file, failed), failed);
    } catch (OutOfMemoryError full) {
      throw new FileException("%s does not fit on the heap: raise -Xmx".formatted(file), full);
    }
  }

  private static Safetensors parse(String json, byte[] elements) {
    Map<String, String> metadata = new LinkedHashMap<>();
    Map<String, Entry> arrays = new LinkedHashMap<>();
    Map<Long, Long> ranges = new TreeMap<>();
    for (var item : Json.object(json).entrySet()) {
      if (!(item.getValue() instanceof Map<?, ?> fields)) {
        throw new FileException("'%s' is described by no object".formatted(item.getKey()));
      }
      if (item.getKey().equals("__metadata__")) {
        fields.forEach((name, text) -> metadata.put((String) name, metadata(name, text)));
      } else {
        arrays.put(item.getKey(), entry(item.getKey(), fields, elements, ranges));
      }
    }
    long end = 0;
    for (var range : ranges.entrySet()) {
      if (range.getKey() != end) {
        throw new FileException("arrays overlap or leave a hole at byte " + end);
      }
      end = range.getValue();
    }
    if (end != elements.length) {
      throw new FileException("%d bytes follow the last array".formatted(elements.length - end));
    }
    return new Safetensors(metadata, arrays);
  }

  private static String metadata(Object name, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new FileException("the metadata '%s' is no string".formatted(name));
  }

  private static Entry entry(
      String name, Map<?, ?> fields, byte[] elements, Map<Long, Long> ranges) {
    if (!(fields.get("dtype") instanceof String type)
        || !(fields.get("shape") instanceof List<?> sizes)
        || !(fields.get("data_offsets") instanceof List<?> offsets)
        || fields.size() != 3
        || offsets.size() != 2
        || !(offsets.get(0) instanceof Long from)
        || !(offsets.get(1) instanceof Long to)) {
      throw new FileException("'%s' wants a dtype, a shape and two data_offsets".formatted(name));
    }
    DType dtype = dtype(name, type);
    Shape shape = shape(name, sizes);
    if (from < 0 || to < from || to > elements.length) {
      throw new FileException("'%s' lies outside the file: %d to %d".formatted(name, from, to));
    }
    if (shape.elements() > Long.MAX_VALUE / 8 || to - from != shape.elements() * dtype.bytes()) {
      throw new FileException(
          "'%s' has %d bytes, %s %s wants others".formatted(name, to - from, dtype, shape));
    }
    if (to > from && ranges.put(from, to) != null) {
      throw new FileException("'%s' overlaps another array".formatted(name));
    }
    var bytes = ByteBuffer.wrap(elements, from.intValue(), (int) (to - from)).slice();
    return new Entry(dtype, shape, bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
  }

  private static Shape shape(String name, List<?> sizes) {
    long[] axes = new long[sizes.size()];
    for (int i = 0; i < axes.length; i++) {
      if (!(sizes.get(i) instanceof Long size)) {
        throw new FileException("'%s' has a shape that is no list of numbers".formatted(name));
      }
      axes[i] = size;
    }
    try {
      return Shape.of(axes);
    } catch (JacobiException wrong) {
      throw new FileException("'%s': %s".formatted(name, wrong.getMessage()), wrong);
    }
  }

  private static DType dtype(String name, String type) {
    for (DType known : DType.values()) {
      if (known.name().equals(type)) {
        return known;
      }
    }
    throw new FileException("'%s' is of the unknown type %s".formatted(name, type));
  }

  /// Writes a file as a whole, as [AtomicFile] does.
  ///
  /// @throws FileException if it cannot be written; an older one is then left as it was
  public void write(Path file) {
    AtomicFile.write(file, parts());
  }

  private List<ByteBuffer> parts() {
    var json = new StringBuilder("{");
    if (!metadata.isEmpty()) {
      List<String> texts = new ArrayList<>();
      new TreeMap<>(metadata).forEach((name, text) -> texts.add(quoted(name) + ":" + quoted(text)));
      json.append("\"__metadata__\":{").append(String.join(",", texts)).append("},");
    }
    List<ByteBuffer> parts = new ArrayList<>();
    long at = 0;
    for (var array : new TreeMap<>(arrays).entrySet()) {
      Entry entry = array.getValue();
      ByteBuffer bytes = entry.bytes().duplicate();
      json.append(quoted(array.getKey()))
          .append(
              ":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]},"
                  .formatted(
                      entry.dtype(),
                      entry.shape().toString().replace(" ", ""),
                      at,
                      at + bytes.remaining()));
      at += bytes.remaining();
      parts.add(bytes);
    }
    if (json.length() > 1) {
      json.setLength(json.length() - 1);
    }
    byte[] header = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    int padded = (header.length + 7) / 8 * 8;
    ByteBuffer head = ByteBuffer.allocate(LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(padded).put(header);
    while (head.hasRemaining()) {
      head.put((byte) ' ');
    }
    parts.addFirst(head.flip());
    return parts;
  }

  private static String quoted(String text) {
    var result = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        result.append('\\').append(c);
      } else if (c < ' ') {
        result.append("\\u%04x".formatted((int) c));
      } else {
        result.append(c);
      }
    }
    return result.append('"').toString();
  }
}
