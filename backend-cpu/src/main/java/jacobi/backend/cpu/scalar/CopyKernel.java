package jacobi.backend.cpu.scalar;

import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Fill;
import jacobi.spi.OpCall;
import jacobi.type.DType;
import java.util.Arrays;

/// Moving elements: copies, fills, choices.
public final class CopyKernel {
  private CopyKernel() {}

  /// Copies F32, strided to strided; false if it is of another type.
  public static boolean copy(OpCall call, Workers workers) {
    if (call.dtype() != DType.F32) {
      return false;
    }
    float[] x = call.in(0).floats();
    float[] y = call.out().floats();
    Walk.of(call.out().layout(), call.in(0).layout())
        .run(
            workers,
            (count, at, step) -> {
              if (step[0] == 1 && step[1] == 1) {
                System.arraycopy(x, at[1], y, at[0], count);
                return;
              }
              for (int i = 0; i < count; i++) {
                y[at[0] + i * step[0]] = x[at[1] + i * step[1]];
              }
            });
    return true;
  }

  /// Fills F32; false if it is of another type.
  public static boolean fill(Fill.Full op, OpCall call) {
    if (call.dtype() != DType.F32) {
      return false;
    }
    int from = call.out().at();
    Arrays.fill(call.out().floats(), from, from + call.out().count(), op.value().floatValue());
    return true;
  }

  /// `c ? a : b` of F32; false if it is of another type.
  public static boolean where(OpCall call, Workers workers) {
    if (call.in(1).dtype() != DType.F32) {
      return false;
    }
    byte[] c = call.in(0).bytes();
    float[] a = call.in(1).floats();
    float[] b = call.in(2).floats();
    float[] y = call.out().floats();
    Walk.of(call.out().layout(), call.in(0).layout(), call.in(1).layout(), call.in(2).layout())
        .run(
            workers,
            (count, at, step) -> {
              for (int i = 0; i < count; i++) {
                y[at[0] + i] =
                    c[at[1] + i * step[1]] != 0 ? a[at[2] + i * step[2]] : b[at[3] + i * step[3]];
              }
            });
    return true;
  }
}
