package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.fused.vector.ShortRows;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.MaxPool2d;
import jacobi.op.MaxPool2dBackward;
import jacobi.op.Sliding;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.IndexException;
import jacobi.type.Shape;
import java.util.Arrays;

/// Pooling by windows, plane by plane.
public final class PoolingKernel {
  private PoolingKernel() {}

  /// The greatest element of each window and where it is.
  public static Runnable max(MaxPool2d op, OpCall call, Workers workers) {
    Shape x = call.in(0).shape();
    Shape y = call.out(0).shape();
    int planes = (int) (x.size(0) * x.size(1));
    int height = (int) x.size(2);
    int width = (int) x.size(3);
    var pool = new Planes(op, height, width, (int) y.size(2), (int) y.size(3), call);
    return each(planes, height * width, workers, pool::run);
  }

  /// What handles planes, as many in a part as are worth handing over.
  private static Runnable each(int planes, int elements, Workers workers, Workers.Task plane) {
    int group = Math.max(Walk.PART / Math.max(elements, 1), 1);
    Workers.Task task =
        part -> {
          for (int p = part * group; p < Math.min(planes, (part + 1) * group); p++) {
            plane.part(p);
          }
        };
    return () -> workers.run((planes + group - 1) / group, task);
  }

  private record Planes(MaxPool2d op, int height, int width, int rows, int columns, OpCall call) {

    void run(int plane) {
      Operand in = call.in(0);
      Operand out = call.out(0);
      Operand winners = call.out(1);
      float[] x = in.floats();
      float[] y = out.floats();
      int[] index = winners.ints();
      int from = in.at() + plane * height * width;
      int to = out.at() + plane * rows * columns;
      int at = winners.at() + plane * rows * columns;
      if (isQuarters()) {
        ShortRows.now(height * width).quarters(x, from, width, rows, columns, y, to, index, at);
        return;
      }
      int stepDown = (int) op.rows().stride();
      int stepAcross = (int) op.columns().stride();
      int top = (int) op.rows().padding();
      int left = (int) op.columns().padding();
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          int winner = winner(x, from, i * stepDown - top, j * stepAcross - left);
          y[to + i * columns + j] = x[from + winner];
          index[at + i * columns + j] = winner;
        }
      }
    }

    /// Windows of 2×2 side by side, of which none reaches into the padding.
    private boolean isQuarters() {
      boolean square = op.height() == 2 && op.width() == 2;
      return square && isPlain(op.rows()) && isPlain(op.columns());
    }

    private static boolean isPlain(Sliding sliding) {
      return sliding.stride() == 2 && sliding.padding() == 0 && sliding.dilation() == 1;
    }

    /// The first NaN, else the first of the greatest.
    private int winner(float[] x, int from, int row, int column) {
      int best = -1;
      float most = Float.NEGATIVE_INFINITY;
      for (int k = 0; k < op.height(); k++) {
        int r = row + k * (int) op.rows().dilation();
        for (int l = 0; l < op.width() && r >= 0 && r < height; l++) {
          int c = column + l * (int) op.columns().dilation();
          if (c >= 0 && c < width) {
            float value = x[from + r * width + c];
            if (best < 0 || value > most || (Float.isNaN(value) && !Float.isNaN(most))) {
              most = value;
              best = r * width + c;
            }
          }
        }
      }
      return best;
    }
  }

  /// Each cotangent goes to its winner.
  public static Runnable maxBackward(MaxPool2dBackward op, OpCall call, Workers workers) {
    Shape shape = call.in(0).shape();
    int planes = (int) (shape.size(0) * shape.size(1));
    int from = (int) (shape.size(2) * shape.size(3));
    int to = (int) (op.height() * op.width());
    return each(planes, to, workers, p -> back(op, call, p, from, to));
  }

  private static void back(MaxPool2dBackward op, OpCall call, int plane, int from, int to) {
    float[] g = call.in(0).floats();
    int[] index = call.in(1).ints();
    float[] x = call.out().floats();
    int gAt = call.in(0).at();
    int indexAt = call.in(1).at();
    int at = call.out().at() + plane * to;
    Arrays.fill(x, at, at + to, 0);
    for (int i = plane * from; i < (plane + 1) * from; i++) {
      int winner = index[indexAt + i];
      if (winner < 0 || winner >= to) {
        call.report(new IndexException(op.name() + ": index " + winner + " into a plane of " + to));
        return;
      }
      x[at + winner] += g[gAt + i];
    }
  }
}
