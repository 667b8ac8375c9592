package jacobi.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.models.optim.Adam;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;
import jacobi.type.JacobiException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Parameters that stay as they are.
class FreezeTest {
  private static final Tensor X = Jacobi.tensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

  private static Sequential net() {
    return Sequential.of(Linear.of(3, 4, Seed.of(1)), Tensor::relu, Linear.of(4, 2, Seed.of(2)));
  }

  private static float[] weight(Sequential net, int layer) {
    return ((Linear) net.layers().get(layer)).weight().get().toFloats();
  }

  @Test
  void aFrozenLayerStaysAndTheOtherLearns() {
    Sequential net = net();
    assertEquals(List.of("layers.0.weight", "layers.0.bias"), Cells.freeze(net, "layers.0.*"));
    float[] kept = weight(net, 0);
    float[] learned = weight(net, 2);
    Adam adam = Adam.of(net, 0.1);
    assertEquals(List.of("layers.2.weight", "layers.2.bias"), adam.slots().names());
    adam.step(net.apply(X).square().sum());
    assertArrayEquals(kept, weight(net, 0));
    assertFalse(Arrays.equals(learned, weight(net, 2)));
  }

  @Test
  void nothingIsRecordedForFrozenLayersBeforeTheFirstThatLearns() {
    Sequential net = net();
    Linear first = (Linear) net.layers().getFirst();
    assertNotNull(first.apply(X).node());
    Cells.freeze(net, "layers.0.*");
    assertNull(first.apply(X).node());
    assertNotNull(net.apply(X).node());
  }

  @Test
  void freezingAnewThawsWhatDoesNotMatch() {
    Sequential net = net();
    Cells.freeze(net, "*.bias");
    Cells.freeze(net, "layers.2.weight");
    assertEquals(
        List.of("layers.0.weight", "layers.0.bias", "layers.2.bias"),
        List.copyOf(Cells.learned(net).keySet()));
    assertNotNull(((Linear) net.layers().getFirst()).bias().get().node());
  }

  @Test
  void aPatternThatMatchesNothingIsAnErrorThatNamesWhatThereIs() {
    var error = assertThrows(JacobiException.class, () -> Cells.freeze(net(), "layer.*"));
    assertTrue(error.getMessage().contains("'layer.*'"), error.getMessage());
    assertTrue(error.getMessage().contains("layers.2.bias"), error.getMessage());
  }

  @Test
  void onlyTheStarIsSpecialInPatterns() {
    assertTrue(new NamePattern("*.0.w*").matches("layers.0.weight"));
    assertFalse(new NamePattern("layers.0").matches("layers.0.weight"));
    assertFalse(new NamePattern("layers.?.bias").matches("layers.0.bias"));
    assertFalse(new NamePattern("layers.0.bias").matches("layers.0xbias"));
  }
}
