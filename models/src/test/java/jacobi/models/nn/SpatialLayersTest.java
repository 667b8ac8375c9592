package jacobi.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.Jacobi;
import jacobi.random.Seed;
import jacobi.tensor.Interpolation;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpatialLayersTest {
  private static final Seed SEED = Seed.of(4);

  private static float[] of(Module layer, Tensor x) {
    return layer.apply(x).toFloats();
  }

  @Test
  void layersPassShapesOn() {
    var down =
        Sequential.of(
            Conv2d.same(1, 4, 3, SEED),
            AvgPool2d.of(2),
            new AdaptiveAvgPool2d(3, 3),
            MaxPool2d.of(3),
            new Flatten());
    assertEquals(Shape.of(2, 4), down.apply(Jacobi.ones(2, 1, 10, 8)).shape());
    var up =
        Sequential.of(
            ConvTranspose2d.upscaling(3, 2, 2, SEED),
            ConvTranspose2d.upscaling(2, 2, 3, SEED),
            new Upsample(2, Interpolation.BILINEAR),
            ConvTranspose2d.of(2, 5, 3, 2, 1, 1, SEED));
    assertEquals(Shape.of(2, 5, 48, 72), up.apply(Jacobi.ones(2, 3, 2, 3)).shape());
    var signal = Sequential.of(Conv1d.same(2, 3, 5, SEED), Conv1d.of(3, 6, 4, 2, 1, SEED));
    assertEquals(Shape.of(7, 6, 4), signal.apply(Jacobi.ones(7, 2, 9)).shape());
    assertEquals(Shape.of(7, 2), new GlobalAvgPool().apply(Jacobi.ones(7, 2, 9)).shape());
    assertEquals(
        List.of("layers.0.weight", "layers.0.bias", "layers.1.weight", "layers.1.bias"),
        List.copyOf(Cells.of(signal).keySet()));
  }

  @Test
  void convolutionsAddTheirBias() {
    Parameter bias = Parameter.of(Jacobi.tensor(new float[] {10, 20}, 2, 1));
    Parameter pair = Parameter.of(Jacobi.tensor(new float[] {1, 2, 3, 4}, 2, 1, 2));
    Tensor x = Jacobi.tensor(new float[] {1, 2, 3}, 1, 1, 3);
    assertArrayEquals(new float[] {15, 18, 31, 38}, of(new Conv1d(pair, bias, 1, 0), x));
    assertArrayEquals(new float[] {12, 18, 24, 38}, of(new Conv1d(pair, bias, 2, 1), x));
    Parameter window = Parameter.of(Jacobi.tensor(new float[] {1, 2, 3, 4}, 1, 1, 2, 2));
    Parameter one = Parameter.of(Jacobi.tensor(new float[] {1}, 1, 1, 1));
    Tensor dots = Jacobi.tensor(new float[] {1, 10}, 1, 1, 1, 2);
    assertArrayEquals(
        new float[] {2, 3, 11, 21, 4, 5, 31, 41},
        of(new ConvTranspose2d(window, one, 2, 0, 0), dots));
    assertArrayEquals(new float[] {5, 31, 41}, of(new ConvTranspose2d(window, one, 2, 1, 1), dots));
  }

  @Test
  void poolsFoldBlocksAndUpsamplingRepeats() {
    Tensor x = Jacobi.tensor(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 1, 2, 4);
    assertArrayEquals(new float[] {3.5f, 5.5f}, of(AvgPool2d.of(2), x));
    assertArrayEquals(new float[] {6, 8}, of(MaxPool2d.of(2), x));
    assertArrayEquals(new float[] {0.25f, 1.25f, 1, 1.25f, 3.25f, 2}, padded(x));
    assertArrayEquals(new float[] {4.5f}, of(new GlobalAvgPool(), x));
    Tensor pair = Jacobi.tensor(new float[] {1, 3}, 1, 1, 1, 2);
    assertArrayEquals(
        new float[] {1, 1, 3, 3, 1, 1, 3, 3}, of(new Upsample(2, Interpolation.NEAREST), pair));
  }

  private static float[] padded(Tensor x) {
    return of(new AvgPool2d(2, 2, 1), x);
  }

  @Test
  void firstWeightsAreOfTheScaleOfWhatAnOutputSees() {
    float[] w = ConvTranspose2d.of(64, 32, 4, 2, 1, 0, SEED).weight().get().toFloats();
    double squares = 0;
    for (float each : w) {
      squares += each * each;
    }
    assertEquals(Math.sqrt(2.0 / 256), Math.sqrt(squares / w.length), 0.002);
  }
}
