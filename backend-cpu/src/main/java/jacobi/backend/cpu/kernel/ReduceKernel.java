package jacobi.backend.cpu.kernel;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.code.Fold;
import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Reduce;
import jacobi.spi.OpCall;
import jacobi.type.Axes;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.Arrays;

/// Folding axes, on every element type and operands of any strides; the order is that of [Fold].
///
/// Results whose elements lie side by side are folded side by side, row by row; others one by one.
public final class ReduceKernel {
  /// Results that are folded side by side: their accumulators fill half of a 32 KiB L1 cache.
  private static final int SIDE_BY_SIDE = 64;

  /// Fewer neighbors than this are folded one by one.
  private static final int NEIGHBORS = 8;

  private ReduceKernel() {}

  /// Computes a call.
  public static void run(Reduce op, OpCall call, Workers workers) {
    Layout x = call.in(0).layout();
    Layout kept = part(x, op.axes(), false, x.offset());
    Layout folded = part(x, op.axes(), true, 0);
    Walk inside = Walk.of(folded);
    int each = (int) Math.max(folded.shape().elements(), 1);
    Fold fold = LoopTable.shared().fold(op.kind(), Element.of(call.dtype()));
    var job = new Job(fold, inside, call.in(0).host().array(), call);
    Walk results = Walk.of(call.out().layout(), kept);
    boolean neighbors = results.innerStep(1) == 1 && inside.innerStep(0) != 1;
    int least = neighbors ? SIDE_BY_SIDE : 1;
    results.run(workers, Math.max(Walk.PART / each, least), job::results);
  }

  /// The layout of the axes that are folded, or of those that stay.
  private static Layout part(Layout x, Axes axes, boolean folded, long offset) {
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
    return Layout.of(shape, Arrays.copyOf(strides, count), offset);
  }

  /// One call.
  private record Job(Fold fold, Walk inside, Object x, OpCall call) {

    /// A row of results.
    void results(int count, int[] at, int[] step) {
      Object y = call.out().host().array();
      if (step[1] == 1 && count >= NEIGHBORS && inside.innerStep(0) != 1) {
        for (int i = 0; i < count; i += SIDE_BY_SIDE) {
          sideBySide(Math.min(SIDE_BY_SIDE, count - i), at[1] + i, y, at[0] + i);
        }
        return;
      }
      Object sums = fold.accumulators(1);
      for (int i = 0; i < count; i++) {
        one(sums, at[1] + i * step[1], y, at[0] + i);
      }
    }

    private void one(Object sums, int from, Object y, int to) {
      fold.start(sums, 1, x, from, 0);
      if (inside.isLine()) {
        fold.line(sums, 0, x, from, inside.innerStep(0), inside.length());
      } else {
        int[] phase = {0};
        inside.each(
            (n, at, step) -> phase[0] = fold.line(sums, phase[0], x, from + at[0], step[0], n));
      }
      fold.end(sums, 1, y, to);
    }

    private void sideBySide(int results, int from, Object y, int to) {
      Object sums = fold.accumulators(results);
      fold.start(sums, results, x, from, 1);
      int[] phase = {0};
      inside.each((n, at, step) -> {
        for (int i = 0; i < n; i++) {
          fold.row(sums, results, phase[0], x, from + at[0] + i * step[0]);
          phase[0] = (phase[0] + 1) % Fold.WIDTH;
        }
      });
      fold.end(sums, results, y, to);
    }
  }
}
