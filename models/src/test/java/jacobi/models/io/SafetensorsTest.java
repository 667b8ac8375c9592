package jacobi.models.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.models.io.Safetensors.Entry;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;

  private static Safetensors sample() {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(new float[] {1, 2, 3, 4});
    var empty = new Entry(DType.F32, Shape.of(0, 3), ByteBuffer.allocate(0));
    return new Safetensors(
        Map.of("model", "a \"quoted\" name"),
        Map.of("b.weight", new Entry(DType.F32, Shape.of(2, 2), bytes), "a", empty));
  }

  @Test
  void whatIsWrittenIsRead() {
    Path file = folder.resolve("x.safetensors");
    sample().write(file);
    Safetensors back = Safetensors.read(file);
    assertEquals("a \"quoted\" name", back.metadata().get("model"));
    assertEquals(Shape.of(0, 3), back.arrays().get("a").shape());
    float[] elements = new float[4];
    back.arrays().get("b.weight").bytes().asFloatBuffer().get(elements);
    assertArrayEquals(new float[] {1, 2, 3, 4}, elements);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    Path file = folder.resolve("x.safetensors");
    sample().write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertThrows(FileException.class, () -> Safetensors.read(file), "of length " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F33\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,2],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":[[[[[[[[[[1]]]]]]]]]]}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} x",
        "{\"a\":1e5}",
        "{\"__metadata__\":{\"a\":1}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[02],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[+2],\"data_offsets\":[0,8]}}",
        "{\"\\u00+1\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "[]",
      })
  void malformedHeadersAreRefused(String header) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    Path path = folder.resolve("bad.safetensors");
    Files.write(path, file.array());
    var error = assertThrows(FileException.class, () -> Safetensors.read(path));
    assertTrue(error.getMessage().contains("bad.safetensors"), error.getMessage());
  }

  @Test
  void aHugeHeaderLengthIsRefusedBeforeAnythingIsAllocated() throws IOException {
    Path path = folder.resolve("huge.safetensors");
    for (long length : List.of(Long.MAX_VALUE, -1L, 1L << 40)) {
      var bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      Files.write(path, bytes.array());
      assertThrows(FileException.class, () -> Safetensors.read(path));
    }
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNoOther() throws IOException {
    Path file = folder.resolve("inside");
    Files.createDirectory(file);
    Files.writeString(file.resolve("old"), "kept");
    assertThrows(FileException.class, () -> sample().write(file));
    try (var left = Files.list(folder)) {
      assertEquals(List.of(file), left.toList());
    }
    assertEquals("kept", Files.readString(file.resolve("old")));
  }
}
