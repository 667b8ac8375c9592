package jacobi.models.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.models.nn.Linear;
import jacobi.models.nn.Sequential;
import jacobi.random.Seed;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
  @TempDir Path folder;

  private Safetensors saved(Linear layer) {
    Path file = folder.resolve("x.safetensors");
    Weights.save(layer, file, Map.of());
    return Safetensors.read(file);
  }

  @Test
  void whatWasSavedIsLoadedBitForBit() {
    Linear layer = Linear.of(5, 3, Seed.of(1));
    Linear other = Linear.of(5, 3, Seed.of(2));
    Weights.load(other, saved(layer));
    assertArrayEquals(layer.weight().get().toFloats(), other.weight().get().toFloats());
  }

  @Test
  void otherShapesAreRefusedAndNothingIsChanged() {
    Linear wide = Linear.of(5, 4, Seed.of(2));
    float[] before = wide.weight().get().toFloats();
    var file = saved(Linear.of(5, 3, Seed.of(1)));
    var error = assertThrows(FileException.class, () -> Weights.load(wide, file));
    assertTrue(error.getMessage().contains("weight"), error.getMessage());
    assertArrayEquals(before, wide.weight().get().toFloats());
  }

  @Test
  void otherNamesAreRefused() {
    var file = saved(Linear.of(5, 3, Seed.of(1)));
    var nested = Sequential.of(Linear.of(5, 3, Seed.of(1)));
    assertThrows(FileException.class, () -> Weights.load(nested, file));
  }
}
