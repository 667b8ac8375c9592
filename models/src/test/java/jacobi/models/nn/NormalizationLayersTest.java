package jacobi.models.nn;

import static jacobi.Jacobi.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jacobi.Jacobi;
import jacobi.models.io.Safetensors;
import jacobi.models.io.Weights;
import jacobi.random.Seed;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NormalizationLayersTest {
  @TempDir Path folder;

  /// Channel means 2 and 6, biased variances 1 and 4, of two values each.
  private static Tensor batch() {
    return tensor(new float[] {1, 4, 3, 8}, 2, 2);
  }

  private static Tensor train(Module layer, Tensor x) {
    return Mode.training(RandomStream.of(Seed.of(1)), () -> layer.apply(x));
  }

  @Test
  void runningStatisticsMoveByTheMomentumTowardsThoseOfTheBatch() {
    var layer = BatchNorm.of(2);
    float[] y = train(layer, batch()).toFloats();
    assertArrayEquals(new float[] {-1, -1, 1, 1}, y, 1e-5f);
    assertArrayEquals(new float[] {0.2f, 0.6f}, layer.mean().get().toFloats(), 1e-6f);
    float[] unbiased = {0.9f + 0.1f * 2, 0.9f + 0.1f * 8};
    assertArrayEquals(unbiased, layer.variance().get().toFloats(), 1e-6f);
    train(layer, batch());
    assertArrayEquals(new float[] {0.38f, 1.14f}, layer.mean().get().toFloats(), 1e-6f);
  }

  @Test
  void evaluationUsesTheRunningStatisticsAndLeavesThemAlone() {
    var layer = BatchNorm.of(2);
    layer.mean().set(tensor(new float[] {1, 2}));
    layer.variance().set(tensor(new float[] {4, 0.25f}));
    float[] y = layer.apply(batch()).toFloats();
    assertArrayEquals(new float[] {0, 4, 1, 12}, y, 1e-3f);
    assertArrayEquals(new float[] {1, 2}, layer.mean().get().toFloats());
    assertArrayEquals(new float[] {4, 0.25f}, layer.variance().get().toFloats());
    float[] one = layer.apply(batch().slice(0, 1, 2)).toFloats();
    assertArrayEquals(new float[] {1, 12}, one, 1e-3f);
  }

  @Test
  void planesAndSequencesAreNormalizedByChannel() {
    var flat = BatchNorm.of(3);
    var planes = BatchNorm.of(3);
    Tensor x = Initial.normal(Seed.of(2), 2, 4 * 6, 3).add(5);
    Tensor image = x.reshape(4, 2, 3, 3).permute(0, 3, 1, 2);
    float[] expected = train(flat, x).toFloats();
    float[] found = train(planes, image).permute(0, 2, 3, 1).contiguous().toFloats();
    assertArrayEquals(expected, found, 1e-5f);
    float[] mean = flat.mean().get().toFloats();
    assertArrayEquals(mean, planes.mean().get().toFloats(), 1e-6f);
  }

  @Test
  void runningStatisticsAreSavedAndLoadedWithTheModel() {
    var model = Sequential.of(Linear.of(2, 2, Seed.of(1)), BatchNorm.of(2));
    train(model, batch());
    Path file = folder.resolve("x.safetensors");
    Weights.save(model, file, Map.of());
    var other = Sequential.of(Linear.of(2, 2, Seed.of(2)), BatchNorm.of(2));
    float[] expected = model.apply(batch()).toFloats();
    assertFalse(Arrays.equals(expected, other.apply(batch()).toFloats()));
    Weights.load(other, Safetensors.read(file));
    assertArrayEquals(expected, other.apply(batch()).toFloats());
    assertEquals(
        List.of("gain", "bias", "mean", "variance"),
        List.copyOf(Cells.of(BatchNorm.of(2)).keySet()));
    assertEquals(2, Cells.parameters(BatchNorm.of(2)).size());
  }

  @Test
  void runningStatisticsOutliveTheScopeOfAStep() {
    var layer = BatchNorm.of(8192);
    Tensor x = Jacobi.ones(2, 8192);
    for (int step = 0; step < 3; step++) {
      Scope.run(scope -> {
        Tensor loss = train(layer, x).square().sum();
        Jacobi.gradients(loss).of(layer.gain().get());
        return null;
      });
    }
    assertEquals(1 - 0.9 * 0.9 * 0.9, layer.mean().get().mean().item(), 1e-5);
    assertEquals(0.9 * 0.9 * 0.9, layer.variance().get().mean().item(), 1e-5);
  }

  @Test
  void rowsAndGroupsAreNormalizedInTrainingAndEvaluationAlike() {
    Tensor x = Initial.normal(Seed.of(3), 2, 4, 6).add(3);
    for (Module layer : List.<Module>of(LayerNorm.of(6), GroupNorm.of(1, 6))) {
      Tensor y = layer.apply(x);
      assertArrayEquals(new float[4], y.mean(1).toFloats(), 1e-6f);
      assertArrayEquals(new float[] {1, 1, 1, 1}, y.square().mean(1).toFloats(), 1e-4f);
      assertArrayEquals(y.toFloats(), train(layer, x).toFloats());
    }
    Tensor scaled = RmsNorm.of(6).apply(x);
    assertArrayEquals(new float[] {1, 1, 1, 1}, scaled.square().mean(1).toFloats(), 1e-4f);
    assertEquals(List.of("gain", "bias"), List.copyOf(Cells.of(LayerNorm.of(2, 3)).keySet()));
    assertEquals(List.of("gain"), List.copyOf(Cells.of(RmsNorm.of(3)).keySet()));
    assertEquals(List.of("gain", "bias"), List.copyOf(Cells.of(GroupNorm.of(2, 4)).keySet()));
  }
}
