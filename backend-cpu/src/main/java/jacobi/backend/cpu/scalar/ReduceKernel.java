package jacobi.backend.cpu.scalar;

import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Reduce;
import jacobi.spi.OpCall;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.Arrays;

/// Folding axes of F32. Sums are kept in double and rounded once, each in row-major order, so that
/// they have the same bits however the results are split over workers.
public final class ReduceKernel {
  private ReduceKernel() {}

  /// Computes a call; false if it is of another type.
  public static boolean run(Reduce op, OpCall call, Workers workers) {
    if (call.dtype() != DType.F32) {
      return false;
    }
    Layout x = call.in(0).layout();
    Layout folded = part(x, op.axes(), true);
    int results = call.out().count();
    int each = (int) folded.shape().elements();
    int[] starts = starts(part(x, op.axes(), false), results);
    int[] steps = starts(folded.shape().elements() == 0 ? folded : zeroBased(folded), each);
    float[] from = call.in(0).floats();
    float[] to = call.out().floats();
    int at = call.out().at();
    int group = Math.max(Walk.PART / Math.max(each, 1), 1);
    int parts = (results + group - 1) / group;
    boolean even = evenSteps(steps);
    int step = each > 1 ? steps[1] : 0;
    workers.run(
        parts,
        part -> {
          for (int r = part * group; r < Math.min(results, (part + 1) * group); r++) {
            to[at + r] =
                even
                    ? fold(op.kind(), from, starts[r], step, each)
                    : fold(op.kind(), from, starts[r], steps);
          }
        });
    return true;
  }

  private static float fold(Reduce.Kind kind, float[] x, int at, int step, int count) {
    switch (kind) {
      case SUM -> {
        double sum = 0;
        for (int i = 0; i < count; i++) {
          sum += x[at + i * step];
        }
        return (float) sum;
      }
      case MAX -> {
        float most = x[at];
        for (int i = 1; i < count; i++) {
          most = Math.max(most, x[at + i * step]);
        }
        return most;
      }
      case MIN -> {
        float least = x[at];
        for (int i = 1; i < count; i++) {
          least = Math.min(least, x[at + i * step]);
        }
        return least;
      }
    }
    throw new IllegalStateException();
  }

  private static float fold(Reduce.Kind kind, float[] x, int at, int[] steps) {
    double folded = kind == Reduce.Kind.SUM ? 0 : x[at + steps[0]];
    for (int step : steps) {
      float value = x[at + step];
      folded =
          switch (kind) {
            case SUM -> folded + value;
            case MAX -> Math.max(folded, value);
            case MIN -> Math.min(folded, value);
          };
    }
    return (float) folded;
  }

  private static boolean evenSteps(int[] steps) {
    for (int i = 1; i < steps.length; i++) {
      if (steps[i] != i * steps[1]) {
        return false;
      }
    }
    return true;
  }

  /// The layout of the axes that are folded, or of those that stay.
  private static Layout part(Layout x, Axes axes, boolean folded) {
    int rank = x.shape().rank();
    long[] sizes = new long[rank];
    long[] strides = new long[rank];
    int count = 0;
    for (int i = 0; i < rank; i++) {
      if (axes.contains(i) == folded) {
        sizes[count] = x.shape().size(i);
        strides[count++] = x.stride(i);
      }
    }
    Shape shape = Shape.of(Arrays.copyOf(sizes, count));
    return Layout.of(shape, Arrays.copyOf(strides, count), x.offset());
  }

  private static Layout zeroBased(Layout x) {
    return Layout.of(x.shape(), x.strides(), 0);
  }

  /// Where each element of a layout lies, in row-major order.
  private static int[] starts(Layout layout, int count) {
    int[] starts = new int[count];
    int[] next = {0};
    Walk.of(layout)
        .each((length, at, step) -> {
          for (int i = 0; i < length; i++) {
            starts[next[0]++] = at[0] + i * step[0];
          }
        });
    return starts;
  }
}
