package jacobi.models.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class IdxTest {
  /// An IDX file of type `type` with these dimensions and `elements` bytes 0, 1, 2 …
  static byte[] file(int type, int elements, int... dims) {
    var file = ByteBuffer.allocate(4 + 4 * dims.length + elements);
    file.putInt(type << 8 | dims.length);
    for (int dim : dims) {
      file.putInt(dim);
    }
    for (int i = 0; i < elements; i++) {
      file.put((byte) i);
    }
    return file.array();
  }

  static byte[] zipped(byte[] content) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(content);
    }
    return out.toByteArray();
  }

  @Test
  void plainAndCompressedFilesGiveTheSameArray() throws IOException {
    byte[] content = file(8, 6, 2, 3);
    Idx plain = Idx.parse(content, "plain");
    Idx inflated = Idx.parse(zipped(content), "zipped");
    assertEquals(List.of(2, 3), plain.dims());
    assertEquals(plain.dims(), inflated.dims());
    assertArrayEquals(new byte[] {0, 1, 2, 3, 4, 5}, plain.values());
    assertArrayEquals(plain.values(), inflated.values());
    assertArrayEquals(Arrays.copyOf(content, 12), plain.header());
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] content = file(8, 6, 2, 3);
    for (byte[] whole : List.of(content, zipped(content))) {
      for (int length = 0; length < whole.length; length++) {
        byte[] part = Arrays.copyOf(whole, length);
        assertThrows(DataException.class, () -> Idx.parse(part, "of length " + part.length));
      }
    }
  }

  @Test
  void everyTrailingByteIsRefused() throws IOException {
    byte[] content = file(8, 6, 2, 3);
    for (byte[] whole : List.of(content, zipped(content))) {
      for (int more : new int[] {1, 7, 18, 19, 100}) {
        byte[] longer = Arrays.copyOf(whole, whole.length + more);
        assertThrows(DataException.class, () -> Idx.parse(longer, "with " + more + " more"));
      }
    }
    byte[] longer = zipped(Arrays.copyOf(content, content.length + 1));
    assertThrows(DataException.class, () -> Idx.parse(longer, "longer inside"));
  }

  @Test
  void damagedCompressionIsRefused() throws IOException {
    byte[] whole = zipped(file(8, 200, 200));
    whole[whole.length - 6] ^= 1;
    var error = assertThrows(DataException.class, () -> Idx.parse(whole, "x.gz"));
    assertTrue(error.getMessage().contains("x.gz"), error.getMessage());
  }

  @Test
  void otherTypesMagicsAndRanksAreRefused() {
    for (byte[] content :
        List.of(
            file(9, 6, 6), file(8, 1), file(0x0108, 6, 6), file(8, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1))) {
      assertThrows(DataException.class, () -> Idx.parse(content, "x"));
    }
  }

  @Test
  void hugeDimensionsAreRefusedBeforeMemoryIsTaken() throws IOException {
    for (byte[] content :
        List.of(
            file(8, 6, Integer.MAX_VALUE),
            file(8, 6, -1),
            file(8, 6, 1 << 28),
            file(8, 6, 1 << 16, 1 << 16),
            file(8, 6, 1 << 16, 1 << 16, 1 << 16, 1 << 16))) {
      assertThrows(DataException.class, () -> Idx.parse(content, "plain"));
      byte[] small = zipped(content);
      assertThrows(DataException.class, () -> Idx.parse(small, "zipped"));
    }
  }

  @Test
  void aMissingFileIsNamed() {
    var error = assertThrows(DataException.class, () -> Idx.read(Path.of("no", "such.idx")));
    assertTrue(error.getMessage().contains("such.idx"), error.getMessage());
  }
}
