package jacobi.backend.cpu.kernel;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.code.Fold;
import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Spare;
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

  /// What computes a call.
  public static Runnable prepare(Reduce op, OpCall call, Workers workers) {
    Layout x = call.in(0).layout();
    Layout kept = part(x, op.axes(), false, x.offset());
    Layout folded = part(x, op.axes(), true, 0);
    Walk inside = Walk.of(folded);
    int each = (int) Math.max(folded.shape().elements(), 1);
    Fold fold = LoopTable.shared().fold(op.kind(), Element.of(call.dtype()));
    var job = new Job(fold, inside, call);
    Walk results = Walk.of(call.out().layout(), kept);
    boolean neighbors = results.innerStep(1) == 1 && inside.innerStep(0) != 1;
    int least = neighbors ? SIDE_BY_SIDE : 1;
    return results.prepare(workers, Math.max(Walk.PART / each, least), job::results);
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
  private record Job(Fold fold, Walk inside, OpCall call) {
    private static final Spare<Gathering> GATHERINGS = new Spare<>(Gathering::new);

    /// A row of results.
    void results(int count, int[] at, int[] step) {
      Gathering on = GATHERINGS.take();
      on.fold = fold;
      on.x = call.in(0).host().array();
      Object y = call.out().host().array();
      if (step[1] == 1 && count >= NEIGHBORS && inside.innerStep(0) != 1) {
        for (int i = 0; i < count; i += SIDE_BY_SIDE) {
          on.sideBySide(inside, Math.min(SIDE_BY_SIDE, count - i), at[1] + i, y, at[0] + i);
        }
      } else {
        for (int i = 0; i < count; i++) {
          on.one(inside, at[1] + i * step[1], y, at[0] + i);
        }
      }
      on.x = on.nothing;
      GATHERINGS.give(on);
    }
  }

  /// The elements of some results, one worker's.
  private static final class Gathering {
    Fold fold = LoopTable.shared().fold(Reduce.Kind.SUM, Element.F32);
    private final Object nothing = new Object();
    Object x = nothing;
    private Object sums = nothing;
    private int results;
    private int from;
    private int phase;
    private final Walk.Row line = this::line;
    private final Walk.Row rows = this::rows;

    void one(Walk inside, int from, Object y, int to) {
      start(1, from, 0);
      if (inside.isLine()) {
        fold.line(sums, 0, x, from, inside.innerStep(0), inside.length());
      } else {
        inside.each(line);
      }
      end(y, to);
    }

    void sideBySide(Walk inside, int results, int from, Object y, int to) {
      start(results, from, 1);
      inside.each(rows);
      end(y, to);
    }

    private void start(int results, int from, int step) {
      this.results = results;
      this.from = from;
      phase = 0;
      sums = fold.borrow(results);
      fold.start(sums, results, x, from, step);
    }

    private void end(Object y, int to) {
      fold.end(sums, results, y, to);
      fold.giveBack(sums);
      sums = nothing;
    }

    private void line(int n, int[] at, int[] step) {
      phase = fold.line(sums, phase, x, from + at[0], step[0], n);
    }

    private void rows(int n, int[] at, int[] step) {
      for (int i = 0; i < n; i++) {
        fold.row(sums, results, phase, x, from + at[0] + i * step[0]);
        phase = (phase + 1) % Fold.WIDTH;
      }
    }
  }
}
