package jacobi.models.data;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The content of one IDX file of unsigned bytes, the format of MNIST.
///
/// ```
/// 0x00 0x00 type rank | rank big-endian i32 dimensions | elements, row-major
/// ```
///
/// Only type `0x08` (unsigned byte) is read. A file that starts with the gzip magic is inflated,
/// whatever its name says.
///
/// @param dims the dimensions, outermost first
/// @param values the elements, read as `value & 0xff`
@SuppressWarnings("ArrayRecordComponent") // Too large to copy, and nobody compares two files.
public record Idx(List<Integer> dims, byte[] values) {
  /// No file with more elements is read: ten times the largest file of MNIST.
  public static final int MAX_ELEMENTS = 1 << 29;

  private static final int UNSIGNED_BYTE = 0x08;
  private static final int MAX_RANK = 8;

  /// Deflate cannot shrink data by more than this factor.
  private static final long MAX_INFLATION = 1032;

  /// Copies the dimensions.
  public Idx {
    dims = List.copyOf(dims);
  }

  /// Reads `file`, inflating it if it is compressed.
  ///
  /// @throws DataException if the file cannot be read, or is not exactly one IDX array of bytes
  public static Idx read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_ELEMENTS) {
        throw new DataException("%s: %d bytes are too many".formatted(file, size));
      }
      return parse(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new DataException("%s: cannot be read: %s".formatted(file, e.getMessage()), e);
    } catch (OutOfMemoryError full) {
      throw new DataException("%s: does not fit on the heap: raise -Xmx".formatted(file), full);
    }
  }

  /// Reads the IDX array that `content` holds, plain or compressed; `name` is for messages.
  ///
  /// @throws DataException if `content` is not exactly one IDX array of bytes
  public static Idx parse(byte[] content, String name) {
    boolean zipped = content.length > 1 && content[0] == 0x1f && content[1] == (byte) 0x8b;
    long limit = zipped ? content.length * MAX_INFLATION : content.length;
    try (var raw = zipped ? new Gunzip(content) : new ByteArrayInputStream(content);
        var in = new DataInputStream(raw)) {
      Idx idx = parse(in, limit, name);
      if (raw.read() >= 0 || (raw instanceof Gunzip gunzip && gunzip.hasTrailingBytes())) {
        throw new DataException("%s: bytes after the end of the array".formatted(name));
      }
      return idx;
    } catch (EOFException e) {
      throw new DataException("%s: truncated".formatted(name), e);
    } catch (IOException e) {
      throw new DataException("%s: damaged: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Idx parse(DataInputStream in, long limit, String name) throws IOException {
    int magic = in.readInt();
    int rank = magic & 0xff;
    if (magic >>> 16 != 0) {
      throw new DataException("%s: not an IDX file (magic 0x%08x)".formatted(name, magic));
    }
    if ((magic >>> 8 & 0xff) != UNSIGNED_BYTE || rank < 1 || rank > MAX_RANK) {
      throw new DataException(
          "%s: IDX of type 0x%02x and rank %d; wanted unsigned bytes (0x08) of rank 1 to %d"
              .formatted(name, magic >>> 8 & 0xff, rank, MAX_RANK));
    }
    var dims = new Integer[rank];
    long elements = 1;
    for (int axis = 0; axis < rank; axis++) {
      int dim = in.readInt();
      if (dim < 0 || (dim > 0 && elements > MAX_ELEMENTS / dim)) {
        throw new DataException("%s: dimension %d is %d".formatted(name, axis, dim));
      }
      dims[axis] = dim;
      elements *= dim;
    }
    if (elements > limit) {
      throw new DataException(
          "%s: truncated: %d elements cannot come from so few bytes".formatted(name, elements));
    }
    var values = new byte[(int) elements];
    in.readFully(values);
    return new Idx(List.of(dims), values);
  }

  /// The bytes of the file that come before the elements.
  byte[] header() {
    var header = ByteBuffer.allocate(4 + 4 * dims.size());
    header.putInt(UNSIGNED_BYTE << 8 | dims.size());
    dims.forEach(header::putInt);
    return header.array();
  }

  /// The dimensions as `28x28`, for messages.
  public String describe() {
    return dims.stream().map(String::valueOf).collect(Collectors.joining("x"));
  }
}
