package jacobi.backend.cpu.fused;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.backend.cpu.move.Trial;
import jacobi.backend.cpu.move.Trial.Way;
import jacobi.op.Conv2d;
import jacobi.op.Sliding;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Convolution and its gradients against their definition on whole numbers, whose sums are exact,
/// with one, two and three threads.
final class ConvolutionKernelTest {
  /// Images, channels, outputs, height, width, window rows and columns, groups, stride, padding
  /// down and across, dilation.
  private static final int[][] CASES = {
    {2, 3, 5, 6, 7, 3, 3, 1, 1, 1, 1, 1},
    {3, 1, 32, 9, 9, 3, 3, 1, 1, 1, 1, 1},
    {2, 8, 1, 5, 4, 3, 3, 1, 1, 1, 1, 1},
    {1, 12, 20, 14, 14, 3, 3, 1, 1, 1, 1, 1},
    {2, 4, 6, 5, 5, 1, 1, 1, 1, 0, 0, 1},
    {2, 2, 3, 4, 5, 1, 1, 1, 1, 2, 3, 1},
    {2, 1, 3, 7, 6, 5, 1, 1, 1, 2, 0, 1},
    {2, 1, 2, 6, 9, 1, 5, 1, 1, 0, 4, 1},
    {9, 2, 3, 8, 8, 3, 2, 1, 1, 0, 1, 2},
    {2, 6, 4, 7, 7, 3, 3, 2, 1, 1, 1, 1},
    {2, 4, 4, 6, 6, 3, 3, 4, 1, 1, 1, 1},
    {3, 3, 4, 8, 7, 3, 3, 1, 2, 1, 1, 1},
    {1, 70, 9, 4, 4, 3, 3, 1, 1, 1, 1, 1}
  };

  private record Setting(Conv2d op, Shape x, Shape w, Shape y) {
    static Setting of(int[] c) {
      var op = new Conv2d(new Sliding(c[8], c[9], c[11]), new Sliding(c[8], c[10], c[11]), c[7]);
      Shape x = Shape.of(c[0], c[1], c[3], c[4]);
      Shape w = Shape.of(c[2], c[1] / c[7], c[5], c[6]);
      Shape y =
          Shape.of(c[0], c[2], op.rows().positions(c[3], c[5]), op.columns().positions(c[4], c[6]));
      return new Setting(op, x, w, y);
    }
  }

  /// What a definition does with places in `x`, `w` and `y` that meet.
  private interface Meeting {
    void of(int x, int w, int y);
  }

  private static void each(Setting s, Meeting meeting) {
    int outputs = (int) s.w.size(0);
    int channels = (int) s.w.size(1);
    for (int y = 0; y < s.y.elements(); y++) {
      int j = y % (int) s.y.size(3);
      int i = y / (int) s.y.size(3) % (int) s.y.size(2);
      int plane = y / (int) (s.y.size(2) * s.y.size(3));
      int o = plane % outputs;
      int group = o / (outputs / s.op.groups());
      for (int q = 0; q < s.w.elements() / outputs; q++) {
        int l = q % (int) s.w.size(3);
        int k = q / (int) s.w.size(3) % (int) s.w.size(2);
        int c = q / (int) (s.w.size(2) * s.w.size(3)) + group * channels;
        int row = at(s.op.rows(), i, k);
        int column = at(s.op.columns(), j, l);
        if (row >= 0 && row < s.x.size(2) && column >= 0 && column < s.x.size(3)) {
          int image = plane / outputs * (int) s.x.size(1) + c;
          int x = (image * (int) s.x.size(2) + row) * (int) s.x.size(3) + column;
          meeting.of(x, o * (int) (s.w.elements() / outputs) + q, y);
        }
      }
    }
  }

  private static int at(Sliding sliding, int position, int window) {
    return (int) (position * sliding.stride() + window * sliding.dilation() - sliding.padding());
  }

  private static Operand whole(Shape shape, long seed) {
    return Trial.whole(DType.F32, shape, Way.OFFSET, seed);
  }

  private static void same(float[] expected, Operand found, String what) {
    for (int i = 0; i < expected.length; i++) {
      int place = i;
      assertEquals(expected[i] + 0f, found.floats()[found.at() + i] + 0f, () -> what + place);
    }
  }

  @Test
  void everyDirectionIsThatOfTheDefinition() {
    for (int[] numbers : CASES) {
      Setting s = Setting.of(numbers);
      Operand x = whole(s.x, 1);
      Operand w = whole(s.w, 2);
      Operand g = whole(s.y, 3);
      float[] y = new float[(int) s.y.elements()];
      float[] xBar = new float[(int) s.x.elements()];
      float[] wBar = new float[(int) s.w.elements()];
      each(
          s,
          (i, k, o) -> {
            y[o] += x.floats()[x.at() + i] * w.floats()[w.at() + k];
            xBar[i] += g.floats()[g.at() + o] * w.floats()[w.at() + k];
            wBar[k] += g.floats()[g.at() + o] * x.floats()[x.at() + i];
          });
      var back = s.op.backwardInput(s.x.size(2), s.x.size(3));
      var weight = s.op.backwardWeight(s.w.size(2), s.w.size(3));
      same(y, Trial.bits(s.op, Trial.made(ConvolutionKernel::forward), x, w), s + " y ");
      same(xBar, Trial.bits(back, Trial.made(ConvolutionKernel::backwardInput), g, w), s + " x̄ ");
      same(wBar, Trial.bits(weight, Trial.made(WeightGradientKernel::prepare), g, x), s + " w̄ ");
    }
  }

  /// An element that is not finite reaches the weights that meet it and no others, though the
  /// planes have places where it meets a cotangent of 0.
  @ParameterizedTest
  @ValueSource(floats = {Float.POSITIVE_INFINITY, Float.NaN})
  void infinityStaysWhereItIs(float odd) {
    for (int[] numbers : CASES) {
      Setting s = Setting.of(numbers);
      Operand x = whole(s.x, 4);
      Operand g = whole(s.y, 5);
      int corner = (int) (s.x.elements() - 1);
      x.floats()[x.at() + corner] = odd;
      float[] wBar = new float[(int) s.w.elements()];
      each(s, (i, k, o) -> wBar[k] += g.floats()[g.at() + o] * x.floats()[x.at() + i]);
      var weight = s.op.backwardWeight(s.w.size(2), s.w.size(3));
      same(wBar, Trial.bits(weight, Trial.made(WeightGradientKernel::prepare), g, x), s + " w̄ ");
    }
  }
}
