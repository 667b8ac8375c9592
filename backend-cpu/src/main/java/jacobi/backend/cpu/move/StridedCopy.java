package jacobi.backend.cpu.move;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.spi.OpCall;
import jacobi.type.Axes;
import jacobi.type.Layout;
import java.lang.reflect.Array;
import java.util.Arrays;

/// COPY: the same elements in another layout.
public final class StridedCopy {
  /// Below it a copy fits into the fastest cache in any order, and looking for a better one costs
  /// more than it gains.
  private static final int SMALL = 1024;

  /// Rows up to here are copied in a loop over them: stepping to the next costs as much as they do.
  private static final int SHORT = 256;

  private StridedCopy() {}

  /// What copies the first operand of a call to its result, of the same type and shape.
  public static Runnable prepare(OpCall call, Workers workers) {
    Element type = Element.of(call.out().dtype());
    Layout xs = call.in(0).layout();
    Layout ys = call.out().layout();
    if (call.out().count() >= SMALL && !(xs.isContiguous() && ys.isContiguous())) {
      int[] order = order(ys);
      xs = xs.permute(order);
      ys = ys.permute(order);
      int inner = inner(ys);
      int across = across(xs, inner);
      if (across != inner && ys.stride(inner) == 1) {
        return planes(type, call, xs, ys, across, inner, workers);
      }
    }
    Walk walk = Walk.of(ys, xs);
    int length = walk.length();
    boolean dense = walk.innerStep(0) == 1 && walk.innerStep(1) == 1;
    if (dense && length > 0 && length <= SHORT && !walk.isLine()) {
      return rows(type, call, walk.starts(), length, workers);
    }
    return walk.prepare(
        workers,
        Walk.PART,
        (count, at, step) -> {
          Object x = call.in(0).host().array();
          Rows.move(type, x, at[1], step[1], call.out().host().array(), at[0], step[0], count);
        });
  }

  /// Copies rows that are short and dense, many in a loop.
  private static Runnable rows(
      Element type, OpCall call, Walk starts, int length, Workers workers) {
    return starts.prepare(
        workers,
        Math.max(Walk.PART / length, 1),
        (count, at, step) -> {
          Object x = call.in(0).host().array();
          Object y = call.out().host().array();
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
  private static Runnable planes(
      Element type, OpCall call, Layout xs, Layout ys, int across, int inner, Workers workers) {
    int count = (int) xs.shape().size(inner);
    int[] order = last(across, xs.shape().rank());
    Axes plane = new Axes(1 << inner | 1 << across);
    Parts whole = Parts.of(xs.shape(), plane, Integer.MAX_VALUE);
    // Planes are cut where there are too few: narrow ones make bad blocks.
    Parts parts =
        whole.count() < workers.threads()
            ? Parts.of(xs.shape(), new Axes(1 << inner), workers.threads())
            : whole;
    int xStep = (int) xs.stride(inner);
    Walk[] walks = new Walk[parts.count()];
    for (int part = 0; part < walks.length; part++) {
      Layout to = parts.cut(ys, part).slice(inner, 0, 1, 1).permute(order);
      Layout from = parts.cut(xs, part).slice(inner, 0, 1, 1).permute(order);
      walks[part] = Walk.of(to, from);
    }
    var blocks = new Blocks(walks[0].innerStep(1), xStep, walks[0].innerStep(0));
    var rooms = new Pool<Object>(workers.threads(), Array::getLength);
    Walk.Row row =
        (rows, at, step) -> {
          Object kept = rooms.take(Blocks.ROOM);
          Object block = kept != null ? kept : type.newArray(Blocks.ROOM);
          Object x = call.in(0).host().array();
          blocks.move(type, x, at[1], call.out().host().array(), at[0], block, rows, count);
          rooms.give(block);
        };
    Workers.Task task = part -> walks[part].each(row);
    return () -> workers.run(walks.length, task);
  }

  /// The axes in order, but one of them last.
  private static int[] last(int axis, int rank) {
    int[] order = new int[rank];
    Arrays.setAll(order, i -> i < axis ? i : i + 1);
    order[rank - 1] = axis;
    return order;
  }
}
