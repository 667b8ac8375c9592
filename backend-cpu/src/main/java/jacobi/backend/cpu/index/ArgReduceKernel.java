package jacobi.backend.cpu.index;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.move.Parts;
import jacobi.backend.cpu.move.Widening;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.ArgReduce;
import jacobi.spi.OpCall;
import jacobi.type.Axes;
import jacobi.type.Layout;

/// The index of the greatest or least element along an axis: the first of equals, the first NaN
/// before everything.
public final class ArgReduceKernel {
  private ArgReduceKernel() {}

  /// Computes a call.
  public static void run(ArgReduce op, OpCall call, Workers workers) {
    Widening.run(call, workers, wide -> reduce(op, wide, workers));
  }

  private static void reduce(ArgReduce op, OpCall call, Workers workers) {
    Layout xs = call.in(0).layout();
    int size = (int) xs.shape().size(op.axis());
    int along = (int) xs.stride(op.axis());
    boolean greatest = op.kind() == ArgReduce.Kind.ARG_MAX;
    Element type = Element.of(call.in(0).dtype());
    Object x = call.in(0).host().array();
    long[] y = call.out().longs();
    Layout starts = xs.slice(op.axis(), 0, 1, 1);
    Layout ys = Layout.of(starts.shape(), starts.shape().layout().strides(), call.out().at());
    Parts parts = Parts.of(xs.shape(), new Axes(1 << op.axis()), Integer.MAX_VALUE);
    workers.run(
        parts.count(),
        part ->
            Walk.of(parts.cut(ys, part), parts.cut(starts, part))
                .each((count, at, step) -> {
                  for (int n = 0; n < count; n++) {
                    int line = at[1] + n * step[1];
                    y[at[0] + n * step[0]] = best(type, x, line, along, size, greatest);
                  }
                }));
  }

  private static int best(Element type, Object x, int at, int step, int size, boolean greatest) {
    return switch (type) {
      case F64 -> best((double[]) x, at, step, size, greatest);
      case F32 -> best((float[]) x, at, step, size, greatest);
      case I64 -> best((long[]) x, at, step, size, greatest);
      case I32 -> best((int[]) x, at, step, size, greatest);
      case BOOL -> best((byte[]) x, at, step, size, greatest);
      case F16, BF16, I8, U8 -> throw new IllegalStateException(type + " is widened first");
    };
  }

  private static int best(double[] x, int at, int step, int size, boolean greatest) {
    double best = x[at];
    int found = 0;
    for (int i = 1; i < size && !Double.isNaN(best); i++) {
      double value = x[at + i * step];
      if ((greatest ? value > best : value < best) || Double.isNaN(value)) {
        best = value;
        found = i;
      }
    }
    return found;
  }

  private static int best(float[] x, int at, int step, int size, boolean greatest) {
    float best = x[at];
    int found = 0;
    for (int i = 1; i < size && !Float.isNaN(best); i++) {
      float value = x[at + i * step];
      if ((greatest ? value > best : value < best) || Float.isNaN(value)) {
        best = value;
        found = i;
      }
    }
    return found;
  }

  private static int best(long[] x, int at, int step, int size, boolean greatest) {
    long best = x[at];
    int found = 0;
    for (int i = 1; i < size; i++) {
      long value = x[at + i * step];
      if (greatest ? value > best : value < best) {
        best = value;
        found = i;
      }
    }
    return found;
  }

  private static int best(int[] x, int at, int step, int size, boolean greatest) {
    int best = x[at];
    int found = 0;
    for (int i = 1; i < size; i++) {
      int value = x[at + i * step];
      if (greatest ? value > best : value < best) {
        best = value;
        found = i;
      }
    }
    return found;
  }

  private static int best(byte[] x, int at, int step, int size, boolean greatest) {
    byte best = x[at];
    int found = 0;
    for (int i = 1; i < size; i++) {
      byte value = x[at + i * step];
      if (greatest ? value > best : value < best) {
        best = value;
        found = i;
      }
    }
    return found;
  }
}
