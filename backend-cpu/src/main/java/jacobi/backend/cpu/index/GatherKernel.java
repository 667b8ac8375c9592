package jacobi.backend.cpu.index;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.move.Rows;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Gather;
import jacobi.spi.OpCall;
import jacobi.type.Layout;

/// `y[…, i, …] = x[…, index[…, i, …], …]`. Where one index serves a whole row, as in an embedding,
/// the row is copied at once.
public final class GatherKernel {
  private GatherKernel() {}

  /// Computes a call.
  public static void run(Gather op, OpCall call, Workers workers) {
    Layout xs = call.in(0).layout();
    Layout is = call.in(1).layout();
    var index = new Indices(call, 1, xs.shape().size(op.axis())).start();
    int along = (int) xs.stride(op.axis());
    Element type = Element.of(call.in(0).dtype());
    Object x = call.in(0).host().array();
    Object y = call.out().host().array();
    Walk.of(call.out().layout(), is, Indices.along(xs, op.axis(), is.shape()))
        .run(
            workers,
            (count, at, step) -> {
              if (step[1] != 0 || count == 1) {
                pick(type, x, along, y, index, count, at, step);
                return;
              }
              int i = index.at(at[1]);
              if (i >= 0) {
                Rows.move(type, x, at[2] + i * along, step[2], y, at[0], step[0], count);
              }
            });
    index.report(op);
  }

  private static void pick(
      Element type, Object x, int along, Object y, Indices index, int count, int[] at, int[] step) {
    switch (type) {
      case F64 -> pick((double[]) x, along, (double[]) y, index, count, at, step);
      case F32 -> pick((float[]) x, along, (float[]) y, index, count, at, step);
      case I64 -> pick((long[]) x, along, (long[]) y, index, count, at, step);
      case I32 -> pick((int[]) x, along, (int[]) y, index, count, at, step);
      case F16, BF16 -> pick((short[]) x, along, (short[]) y, index, count, at, step);
      case BOOL, I8, U8 -> pick((byte[]) x, along, (byte[]) y, index, count, at, step);
    }
  }

  private static void pick(
      double[] x, int along, double[] y, Indices index, int count, int[] at, int[] step) {
    int yAt = at[0];
    int iAt = at[1];
    int xAt = at[2];
    int iStep = step[1];
    int xStep = step[2];
    for (int n = 0; n < count; n++) {
      int i = index.at(iAt + n * iStep);
      if (i >= 0) {
        y[yAt + n] = x[xAt + n * xStep + i * along];
      }
    }
  }

  private static void pick(
      float[] x, int along, float[] y, Indices index, int count, int[] at, int[] step) {
    int yAt = at[0];
    int iAt = at[1];
    int xAt = at[2];
    int iStep = step[1];
    int xStep = step[2];
    for (int n = 0; n < count; n++) {
      int i = index.at(iAt + n * iStep);
      if (i >= 0) {
        y[yAt + n] = x[xAt + n * xStep + i * along];
      }
    }
  }

  private static void pick(
      long[] x, int along, long[] y, Indices index, int count, int[] at, int[] step) {
    int yAt = at[0];
    int iAt = at[1];
    int xAt = at[2];
    int iStep = step[1];
    int xStep = step[2];
    for (int n = 0; n < count; n++) {
      int i = index.at(iAt + n * iStep);
      if (i >= 0) {
        y[yAt + n] = x[xAt + n * xStep + i * along];
      }
    }
  }

  private static void pick(
      int[] x, int along, int[] y, Indices index, int count, int[] at, int[] step) {
    int yAt = at[0];
    int iAt = at[1];
    int xAt = at[2];
    int iStep = step[1];
    int xStep = step[2];
    for (int n = 0; n < count; n++) {
      int i = index.at(iAt + n * iStep);
      if (i >= 0) {
        y[yAt + n] = x[xAt + n * xStep + i * along];
      }
    }
  }

  private static void pick(
      short[] x, int along, short[] y, Indices index, int count, int[] at, int[] step) {
    int yAt = at[0];
    int iAt = at[1];
    int xAt = at[2];
    int iStep = step[1];
    int xStep = step[2];
    for (int n = 0; n < count; n++) {
      int i = index.at(iAt + n * iStep);
      if (i >= 0) {
        y[yAt + n] = x[xAt + n * xStep + i * along];
      }
    }
  }

  private static void pick(
      byte[] x, int along, byte[] y, Indices index, int count, int[] at, int[] step) {
    int yAt = at[0];
    int iAt = at[1];
    int xAt = at[2];
    int iStep = step[1];
    int xStep = step[2];
    for (int n = 0; n < count; n++) {
      int i = index.at(iAt + n * iStep);
      if (i >= 0) {
        y[yAt + n] = x[xAt + n * xStep + i * along];
      }
    }
  }
}
