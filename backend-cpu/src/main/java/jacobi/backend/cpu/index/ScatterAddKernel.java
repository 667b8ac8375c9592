package jacobi.backend.cpu.index;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.move.Parts;
import jacobi.backend.cpu.move.StridedCopy;
import jacobi.backend.cpu.move.Widening;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.ScatterAdd;
import jacobi.spi.OpCall;
import jacobi.type.Axes;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// `y = x`, then `y[…, index[…, i, …], …] += u[…, i, …]`, one rounding an addition. Where one index
/// serves a whole row, as in the gradient of an embedding, the row is added at once. Sums of F16
/// and BF16 are added up as F32 and rounded once.
public final class ScatterAddKernel {
  /// Parts of rows are at least that wide: every part looks at every row's index.
  private static final int WIDE = 64;

  private ScatterAddKernel() {}

  /// Computes a call.
  public static void run(ScatterAdd op, OpCall call, Workers workers) {
    Widening.run(call, workers, wide -> add(op, wide, workers));
  }

  private static void add(ScatterAdd op, OpCall call, Workers workers) {
    StridedCopy.prepare(call, workers).run();
    Layout ys = call.out().layout();
    Layout is = call.in(1).layout();
    Layout us = call.in(2).layout();
    Layout lines = Indices.along(ys, op.axis(), is.shape());
    var index = new Indices(call, 1, ys.shape().size(op.axis())).start();
    int along = (int) ys.stride(op.axis());
    Element type = Element.of(call.out().dtype());
    Object u = call.in(2).host().array();
    Object y = call.out().host().array();
    Parts parts = parts(is.shape(), op.axis(), workers.threads());
    workers.run(
        parts.count(),
        part ->
            Walk.of(parts.cut(lines, part), parts.cut(is, part), parts.cut(us, part))
                .each((count, at, step) -> add(type, u, y, along, index, count, at, step)));
    index.report(op);
  }

  /// One part a thread, cut before the axis or else, into wide parts, anywhere but along it. No bit
  /// depends on where.
  private static Parts parts(Shape shape, int axis, int threads) {
    Parts before = Parts.of(shape, new Axes(-1 << axis), threads);
    if (before.count() == threads) {
      return before;
    }
    Axes line = new Axes(1 << axis);
    Parts anywhere = Parts.of(shape, line, threads);
    int most = (int) Math.min(threads, anywhere.size() / WIDE);
    return most > before.count() ? Parts.of(shape, line, most) : before;
  }

  private static void add(
      Element type, Object u, Object y, int along, Indices index, int count, int[] at, int[] step) {
    if (step[1] == 0 && count > 1) {
      int i = index.at(at[1]);
      if (i >= 0) {
        AddRows.add(type, u, at[2], step[2], y, at[0] + i * along, step[0], count);
      }
      return;
    }
    switch (type) {
      case F64 -> add((double[]) u, (double[]) y, along, index, count, at, step);
      case F32 -> add((float[]) u, (float[]) y, along, index, count, at, step);
      case I64 -> add((long[]) u, (long[]) y, along, index, count, at, step);
      case I32 -> add((int[]) u, (int[]) y, along, index, count, at, step);
      case BOOL -> throw new IllegalStateException("truth values have no sum");
      case F16, BF16, I8, U8 -> throw new IllegalStateException(type + " is widened first");
    }
  }

  private static void add(
      double[] u, double[] y, int along, Indices index, int count, int[] at, int[] step) {
    int yAt = at[0];
    int iAt = at[1];
    int uAt = at[2];
    int yStep = step[0];
    int iStep = step[1];
    int uStep = step[2];
    for (int n = 0; n < count; n++) {
      int i = index.at(iAt + n * iStep);
      if (i >= 0) {
        y[yAt + n * yStep + i * along] += u[uAt + n * uStep];
      }
    }
  }

  private static void add(
      float[] u, float[] y, int along, Indices index, int count, int[] at, int[] step) {
    int yAt = at[0];
    int iAt = at[1];
    int uAt = at[2];
    int yStep = step[0];
    int iStep = step[1];
    int uStep = step[2];
    for (int n = 0; n < count; n++) {
      int i = index.at(iAt + n * iStep);
      if (i >= 0) {
        y[yAt + n * yStep + i * along] += u[uAt + n * uStep];
      }
    }
  }

  private static void add(
      long[] u, long[] y, int along, Indices index, int count, int[] at, int[] step) {
    int yAt = at[0];
    int iAt = at[1];
    int uAt = at[2];
    int yStep = step[0];
    int iStep = step[1];
    int uStep = step[2];
    for (int n = 0; n < count; n++) {
      int i = index.at(iAt + n * iStep);
      if (i >= 0) {
        y[yAt + n * yStep + i * along] += u[uAt + n * uStep];
      }
    }
  }

  private static void add(
      int[] u, int[] y, int along, Indices index, int count, int[] at, int[] step) {
    int yAt = at[0];
    int iAt = at[1];
    int uAt = at[2];
    int yStep = step[0];
    int iStep = step[1];
    int uStep = step[2];
    for (int n = 0; n < count; n++) {
      int i = index.at(iAt + n * iStep);
      if (i >= 0) {
        y[yAt + n * yStep + i * along] += u[uAt + n * uStep];
      }
    }
  }
}
