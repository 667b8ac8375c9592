package jacobi.backend.cpu.index;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.move.FillKernel;
import jacobi.backend.cpu.move.Parts;
import jacobi.backend.cpu.move.Widening;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Fold;
import jacobi.spi.OpCall;
import jacobi.type.Axes;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.Arrays;

/// `y[…, p·step + k·dilation, …] += x[…, p, …, k]`, from 0, one rounding an addition.
///
/// Long windows are added one after the other. Of short ones, all elements `k` are added together,
/// the last `k` first: then windows meet an element of the result in the order of `p`, which is
/// row-major order too, and the bits are the same. Sums of F16 and BF16 are added up as F32 and
/// rounded once.
public final class FoldKernel {
  /// Windows up to this size are short: walking along one costs more than its additions.
  private static final int SHORT = 32;

  /// Below it there is nothing to gain by another order than that of the definition.
  private static final int SMALL = 256;

  private FoldKernel() {}

  /// Computes a call.
  public static void run(Fold op, OpCall call, Workers workers) {
    Widening.run(call, workers, wide -> fold(op, wide, workers));
  }

  private static void fold(Fold op, OpCall call, Workers workers) {
    FillKernel.zero(call, workers);
    Layout xs = call.in(0).layout();
    Layout ys = call.out().layout();
    int window = (int) xs.shape().size(-1);
    Layout windows = ys.unfold(op.axis(), window, op.step(), op.dilation());
    Element type = Element.of(call.out().dtype());
    Object x = call.in(0).host().array();
    Object y = call.out().host().array();
    Axes whole = Axes.of(xs.shape(), op.axis(), xs.shape().rank() - 1);
    Parts parts = Parts.of(xs.shape(), whole, Integer.MAX_VALUE);
    workers.run(
        parts.count(),
        part -> {
          Layout to = parts.cut(windows, part);
          Layout from = parts.cut(xs, part);
          if (window > SHORT || call.in(0).count() < SMALL) {
            add(type, x, from, y, to);
            return;
          }
          for (int k = window - 1; k >= 0; k--) {
            add(type, x, element(from, k), y, element(to, k));
          }
        });
  }

  private static void add(Element type, Object x, Layout from, Object y, Layout to) {
    Walk.of(to, from)
        .each((count, at, step) -> AddRows.add(type, x, at[1], step[1], y, at[0], step[0], count));
  }

  /// Element `k` of every window.
  private static Layout element(Layout windows, int k) {
    int last = windows.shape().rank() - 1;
    Shape shape = windows.shape().without(last);
    long offset = windows.offset() + k * windows.stride(last);
    return Layout.of(shape, Arrays.copyOf(windows.strides(), last), offset);
  }
}
