package jacobi.models.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.models.data.Augmentation;
import jacobi.models.data.Digits;
import jacobi.models.data.Images;
import jacobi.models.nn.BatchNorm;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.nn.Sequential;
import jacobi.models.optim.Penalty;
import jacobi.models.optim.Schedule;
import jacobi.models.optim.Sgd;
import jacobi.random.Seed;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is done against learning by heart does what its formula says, in the trainer too.
class RegularizationTest {
  private static final Images IMAGES = Digits.generate(Seed.of(5), 24, 10).train();
  private static final double RATE = 0.1;

  private static Module model() {
    return Sequential.of(t -> t.flatten(1), Linear.of(784, 10, Seed.of(1)));
  }

  /// The weights and biases of a linear model before and after one step of plain descent.
  private static float[][] oneStep(Regularization regularization) {
    Module model = model();
    var plan = new Trainer.Plan(1, 24, RATE, Schedule.constant(), regularization);
    var trainer = new Trainer(model, Sgd.of(model, RATE), IMAGES, plan, Seed.of(1));
    trainer.epoch(step -> {});
    List<Parameter> parameters = Cells.parameters(model);
    float[] before = Cells.parameters(model()).getFirst().get().toFloats();
    return new float[][] {
      before, parameters.get(0).get().toFloats(), parameters.get(1).get().toFloats()
    };
  }

  private static Regularization penalties(double l1, double l2) {
    return new Regularization(Augmentation.NONE, 0, l1, l2);
  }

  @Test
  void aStepWithPenaltiesIsOneWithoutAndTheFormulasGradient() {
    float[][] plain = oneStep(Regularization.NONE);
    for (double[] strength : new double[][] {{0.02, 0}, {0, 0.3}, {0.02, 0.3}}) {
      float[][] found = oneStep(penalties(strength[0], strength[1]));
      for (int i = 0; i < plain[0].length; i++) {
        double w = plain[0][i];
        double gradient = strength[0] * Math.signum(w) + strength[1] * w;
        assertEquals(plain[1][i] - RATE * gradient, found[1][i], 1e-6);
      }
      assertArrayEquals(plain[2], found[2], "biases are free");
    }
  }

  @Test
  void penaltiesAreOfWeightsAlone() {
    var model = Sequential.of(Linear.of(3, 2, Seed.of(1)), BatchNorm.of(2));
    List<Parameter> weights = Penalty.weights(model);
    assertEquals(1, weights.size());
    assertEquals(Cells.parameters(model).getFirst(), weights.getFirst());
    Cells.freeze(model, "layers.0.weight");
    assertEquals(List.of(), Penalty.weights(model));
  }

  @Test
  void smoothedLabelsShareTheLossWithAllClasses() {
    Tensor logits = Jacobi.tensor(new float[] {2, 0, -1, 1, 3, 0}, 2, 3);
    int[] labels = {0, 2};
    double share = 0.1;
    double expected = 0;
    double[][] logs = {logs(2, 0, -1), logs(1, 3, 0)};
    for (int row = 0; row < 2; row++) {
      for (int k = 0; k < 3; k++) {
        double target = share / 3 + (k == labels[row] ? 1 - share : 0);
        expected -= target * logs[row][k] / 2;
      }
    }
    var smoothed = new Regularization(Augmentation.NONE, share, 0, 0);
    assertEquals(expected, smoothed.crossEntropy(logits, Jacobi.tensor(labels)).item(), 1e-6);
    var plain = Regularization.NONE.crossEntropy(logits, Jacobi.tensor(labels));
    assertEquals(-(logs[0][0] + logs[1][2]) / 2, plain.item(), 1e-6);
  }

  private static double[] logs(double... logits) {
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    return Arrays.stream(logits).map(x -> x - Math.log(sum)).toArray();
  }

  @Test
  void theTrainerShowsChangedImagesNamedByItsSeed() {
    var moved = new Regularization(new Augmentation(2, 10, 0.1, false, 0), 0, 0, 0);
    float[] once = oneStep(moved)[1];
    assertArrayEquals(once, oneStep(moved)[1]);
    assertFalse(Arrays.equals(once, oneStep(Regularization.NONE)[1]));
  }

  @Test
  void whatIsNoShareAndNoStrengthIsRefused() {
    for (double smoothing : new double[] {-0.1, 1, Double.NaN}) {
      String text =
          assertThrows(
                  TrainingException.class,
                  () -> new Regularization(Augmentation.NONE, smoothing, 0, 0))
              .getMessage();
      assertTrue(text.contains("from 0 to below 1"), text);
    }
    for (double strength : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(TrainingException.class, () -> penalties(strength, 0));
      assertThrows(TrainingException.class, () -> penalties(0, strength));
    }
  }
}
