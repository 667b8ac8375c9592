package jacobi.backend.cpu.move;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Copy;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Axes;
import jacobi.type.Layout;
import java.util.Arrays;

/// COPY: the same elements in another layout.
public final class StridedCopy {
  /// Below it a copy fits into the fastest cache in any order, and looking for a better one costs
  /// more than it gains.
  private static final int SMALL = 1024;

  /// Rows up to here are copied in a loop over them: stepping to the next costs as much as they do.
  private static final int SHORT = 256;

  private StridedCopy() {}

  /// Computes a call.
  public static void run(Copy.Plain op, OpCall call, Workers workers) {
    copy(call.in(0), call.out(), workers);
  }

  /// Copies an operand to another of the same type and shape.
  public static void copy(Operand from, Operand to, Workers workers) {
    Element type = Element.of(from.dtype());
    Object x = from.host().array();
    Object y = to.host().array();
    Layout xs = from.layout();
    Layout ys = to.layout();
    if (to.count() >= SMALL && !(xs.isContiguous() && ys.isContiguous())) {
      int[] order = order(ys);
      xs = xs.permute(order);
      ys = ys.permute(order);
      int inner = inner(ys);
      int across = across(xs, inner);
      if (across != inner && ys.stride(inner) == 1) {
        planes(type, x, xs, y, ys, new int[] {across, inner}, workers);
        return;
      }
    }
    Walk walk = Walk.of(ys, xs);
    int length = walk.length();
    boolean dense = walk.innerStep(0) == 1 && walk.innerStep(1) == 1;
    if (dense && length > 0 && length <= SHORT && !walk.isLine()) {
      rows(type, x, y, walk.starts(), length, workers);
      return;
    }
    walk.run(
        workers, (count, at, step) -> Rows.move(type, x, at[1], step[1], y, at[0], step[0], count));
  }

  /// Copies rows that are short and dense, many in a loop.
  private static void rows(
      Element type, Object x, Object y, Walk starts, int length, Workers workers) {
    starts.run(
        workers,
        Math.max(Walk.PART / length, 1),
        (count, at, step) -> {
          for (int r = 0; r < count; r++) {
            Rows.move(type, x, at[1] + r * step[1], 1, y, at[0] + r * step[0], 1, length);
          }
        });
  }

  /// The axes by falling strides: the order in which the elements lie in memory.
  static int[] order(Layout layout) {
    long[] strides = layout.strides();
    int[] order = new int[strides.length];
    for (int axis = 0; axis < order.length; axis++) {
      int at = axis;
      while (at > 0 && Math.abs(strides[order[at - 1]]) < Math.abs(strides[axis])) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = axis;
    }
    return order;
  }

  /// The last axis that one can move along.
  private static int inner(Layout layout) {
    int axis = layout.shape().rank() - 1;
    while (axis > 0 && layout.shape().size(axis) == 1) {
      axis--;
    }
    return axis;
  }

  /// The axis along which the operand lies, `inner` if no other one is better.
  private static int across(Layout x, int inner) {
    int best = inner;
    for (int axis = 0; axis < inner; axis++) {
      long step = Math.abs(x.stride(axis));
      if (step > 0 && x.shape().size(axis) > 1 && step < Math.abs(x.stride(best))) {
        best = axis;
      }
    }
    return best;
  }

  /// Copies plane by plane: the operand lies along the first of two axes, the result along the
  /// second, element after element.
  private static void planes(
      Element type, Object x, Layout xs, Object y, Layout ys, int[] axes, Workers workers) {
    int inner = axes[1];
    int count = (int) xs.shape().size(inner);
    int[] order = last(axes[0], xs.shape().rank());
    Axes plane = new Axes(1 << inner | 1 << axes[0]);
    Parts whole = Parts.of(xs.shape(), plane, Integer.MAX_VALUE);
    // Planes are cut where there are too few: narrow ones make bad blocks.
    Parts parts =
        whole.count() < workers.threads()
            ? Parts.of(xs.shape(), new Axes(1 << inner), workers.threads())
            : whole;
    int xStep = (int) xs.stride(inner);
    workers.run(
        parts.count(),
        part -> {
          Layout to = parts.cut(ys, part).slice(inner, 0, 1, 1).permute(order);
          Layout from = parts.cut(xs, part).slice(inner, 0, 1, 1).permute(order);
          Object block = type.newArray(Blocks.ROOM);
          Walk.of(to, from)
              .each((rows, at, step) ->
                  new Blocks(step[1], xStep, step[0])
                      .move(type, x, at[1], y, at[0], block, rows, count));
        });
  }

  /// The axes in order, but one of them last.
  private static int[] last(int axis, int rank) {
    int[] order = new int[rank];
    Arrays.setAll(order, i -> i < axis ? i : i + 1);
    order[rank - 1] = axis;
    return order;
  }
}
