package jacobi.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jacobi.models.vision.Classifier;
import jacobi.models.vision.Mlp;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellsTest {
  @Test
  void cellsAreNamedByTheComponentsThatLeadToThem() {
    var model =
        Sequential.of(Linear.of(3, 2, Seed.of(1)), Tensor::relu, Linear.of(2, 1, Seed.of(2)));
    assertEquals(
        List.of("layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias"),
        List.copyOf(Cells.of(model).keySet()));
    assertEquals(
        List.of("hidden.weight", "hidden.bias", "out.weight", "out.bias"),
        List.copyOf(Cells.of(Classifier.MLP.of(Seed.of(1))).keySet()));
  }

  @Test
  void firstWeightsDependOnTheSeedAndThePartAlone() {
    var once = (Mlp) Classifier.MLP.of(Seed.of(1));
    var again = (Mlp) Classifier.MLP.of(Seed.of(1));
    var other = (Mlp) Classifier.MLP.of(Seed.of(2));
    float[] weights = once.hidden().weight().get().toFloats();
    assertArrayEquals(weights, again.hidden().weight().get().toFloats());
    assertFalse(Arrays.equals(weights, other.hidden().weight().get().toFloats()));
  }

  @Test
  void heWeightsHaveTheirDeviation() {
    float[] weights = Initial.he(Seed.of(3), 200, 100, 200).toFloats();
    double squares = 0;
    double sum = 0;
    for (float w : weights) {
      squares += w * w;
      sum += w;
    }
    assertEquals(0.1, Math.sqrt(squares / weights.length), 0.002);
    assertEquals(0, sum / weights.length, 0.003);
  }

  @Test
  void glorotWeightsStayWithinTheirLimit() {
    for (float w : Initial.glorot(Seed.of(3), 4, 2, 100).toFloats()) {
      assertEquals(0, w, 1);
    }
  }
}
