package jacobi.models.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.models.io.Safetensors.Entry;
import jacobi.models.nn.Linear;
import jacobi.random.Seed;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The arrays of other programs, made to fit.
class MappingTest {
  private static Entry counted(long... shape) {
    var counted = Shape.of(shape);
    int count = (int) counted.elements();
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(4 * i, i);
    }
    return new Entry(DType.F32, counted, bytes);
  }

  private static final Safetensors FOREIGN =
      new Safetensors(
          Map.of(),
          Map.of(
              "fc.kernel", counted(2, 3),
              "fc.bias", counted(1, 3),
              "fc.batches", counted()));

  private static float[] floats(Entry entry) {
    float[] elements = new float[(int) entry.shape().elements()];
    entry.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(elements);
    return elements;
  }

  @Test
  void namesShapesAndAxesAreMadeThoseOfAModel() {
    Linear layer = Linear.of(2, 3, Seed.of(1));
    Safetensors file =
        Mapping.of(FOREIGN)
            .without("*.batches")
            .transpose("*.kernel")
            .reshape("*.bias", -1)
            .rename(name -> name.replace("fc.", "").replace("kernel", "weight"))
            .file();
    Weights.load(layer, file);
    assertArrayEquals(new float[] {0, 3, 1, 4, 2, 5}, layer.weight().get().toFloats());
    assertArrayEquals(new float[] {0, 1, 2}, layer.bias().get().toFloats());
  }

  @Test
  void turningReversesAllAxes() {
    var file = new Safetensors(Map.of(), Map.of("a", counted(2, 3, 4)));
    Entry turned = Mapping.of(file).transpose("a").file().arrays().get("a");
    assertEquals(Shape.of(4, 3, 2), turned.shape());
    float[] elements = floats(turned);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 2; k++) {
          assertEquals((k * 3 + j) * 4 + i, elements[(i * 3 + j) * 2 + k]);
        }
      }
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    var mapping = Mapping.of(FOREIGN);
    var absent = assertThrows(FileException.class, () -> mapping.without("*.kernal"));
    assertTrue(absent.getMessage().contains("fc.kernel"), absent.getMessage());
    assertThrows(FileException.class, () -> mapping.reshape("fc.kernel", 4, -1));
    assertThrows(FileException.class, () -> mapping.rename(name -> "same"));
    assertEquals(Set.of("fc.kernel", "fc.bias", "fc.batches"), mapping.file().arrays().keySet());
  }
}
