package jacobi.backend.cpu.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.backend.cpu.move.Trial;
import jacobi.backend.cpu.move.Trial.Way;
import jacobi.op.Fold;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// FOLD of short and long windows, near together and far apart.
final class FoldKernelTest {
  /// Size, window, step, dilation.
  private static final int[][] WINDOWS = {
    {1, 1, 1, 1},
    {7, 3, 1, 1},
    {9, 3, 2, 1},
    {9, 2, 1, 4},
    {11, 2, 5, 3},
    {90, 40, 1, 1},
    {200, 33, 7, 2}
  };

  private static Shape windows(int[] w, int axis, long... others) {
    Shape shape = Shape.of(others);
    return shape.with(axis, Layout.positions(w[0], w[1], w[2], w[3])).append(w[1]);
  }

  private static Fold fold(int[] w, int axis) {
    return new Fold(axis, w[0], w[2], w[3]);
  }

  @ParameterizedTest
  @EnumSource
  void windowsAddUpAsInTheReference(Way way) {
    for (int[] w : WINDOWS) {
      for (DType type : Trial.NUMBERS) {
        for (int axis = 0; axis < 3; axis++) {
          for (Shape shape :
              new Shape[] {
                windows(w, axis, 2, 3, 4), windows(w, axis, 0, 0, 0), windows(w, axis, 30, 20, 9)
              }) {
            Operand x = Trial.whole(type, shape, way, 1);
            Trial.check(fold(w, axis), FoldKernel::run, x);
          }
        }
      }
    }
  }

  /// The definition: from zero, one rounding an addition, in row-major order of the windows.
  @Test
  void sumsOfFractionsAreThoseInRowMajorOrder() {
    for (int[] w : WINDOWS) {
      Shape shape = windows(w, 0, 1, 37).with(1, 37);
      Operand x = Trial.fractions(DType.F32, shape, Way.DENSE, 1);
      Operand y = Trial.bits(fold(w, 0), FoldKernel::run, x);
      float[] right = new float[w[0] * 37];
      int from = 0;
      for (int p = 0; p < shape.size(0); p++) {
        for (int b = 0; b < 37; b++) {
          for (int k = 0; k < w[1]; k++) {
            right[(p * w[2] + k * w[3]) * 37 + b] += x.floats()[from++];
          }
        }
      }
      for (int i = 0; i < right.length; i++) {
        assertEquals(right[i], y.floats()[y.at() + i], fold(w, 0) + " element " + i);
      }
    }
  }

  @Test
  void largeSumsHaveTheSameBitsForAnyNumberOfThreads() {
    for (int[] w : WINDOWS) {
      for (int axis = 0; axis < 2; axis++) {
        Shape shape = windows(w, axis, 70, 500);
        Trial.bits(fold(w, axis), FoldKernel::run, Trial.fractions(DType.F32, shape, Way.DENSE, 1));
      }
    }
  }
}
