package jacobi.backend.cpu.product;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.move.Widening;
import jacobi.backend.cpu.parallel.Spare;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.MatMul;
import jacobi.spi.OpCall;
import jacobi.type.DType;
import jacobi.type.Layout;

/// `Y = A·B` over a batch; sums of F16 and BF16 are added up as F32 and rounded once.
public final class MatMulKernel {
  private static final Spare<Trio<float[]>> FLOATS = new Spare<>(Trio::new);
  private static final Spare<Trio<double[]>> DOUBLES = new Spare<>(Trio::new);

  private MatMulKernel() {}

  /// The matrices of a product. Kept and put anew for the next.
  private static final class Trio<A> {
    final Matrix<A> a = new Matrix<>();
    final Matrix<A> b = new Matrix<>();
    final Matrix<A> c = new Matrix<>();

    void clear() {
      a.clear();
      b.clear();
      c.clear();
    }
  }

  /// What computes a call.
  public static Runnable prepare(MatMul op, OpCall call, Workers workers) {
    return call.dtype() == DType.F32 || call.dtype() == DType.F64
        ? product(call, workers)
        : () -> Widening.run(call, workers, wide -> wide(op, wide, workers));
  }

  private static void wide(MatMul op, OpCall call, Workers workers) {
    if (call.dtype().isFloat()) {
      product(call, workers).run();
    } else {
      IntegerMatMulKernel.run(op, call, workers);
    }
  }

  private static Runnable product(OpCall call, Workers workers) {
    Layout a = call.in(0).layout();
    Layout b = call.in(1).layout();
    int m = (int) a.shape().size(-2);
    int k = (int) a.shape().size(-1);
    int n = (int) b.shape().size(-1);
    int batch = (int) a.shape().batch().elements();
    if (batch == 1 || isOne(a, b)) {
      return () -> product(call, 0, batch * m, n, k);
    }
    Workers.Task task = item -> product(call, item, m, n, k);
    return () -> workers.run(batch, task);
  }

  /// Whether a stack of products is one, of a longer matrix: all have the same right operand, and
  /// rows of the left ones go on evenly from one to the next.
  public static boolean isOne(Layout a, Layout b) {
    long next = a.stride(-2) * a.shape().size(-2);
    for (int axis = a.shape().rank() - 3; axis >= 0; axis--) {
      long size = a.shape().size(axis);
      if (size > 1 && (b.stride(axis) != 0 || a.stride(axis) != next)) {
        return false;
      }
      next *= size;
    }
    return a.shape().batch().elements() > 0;
  }

  private static void product(OpCall call, int item, int m, int n, int k) {
    int to = call.out().at() + item * m * n;
    if (call.dtype() == DType.F32) {
      Trio<float[]> on = FLOATS.take();
      put(on.a, call.in(0).floats(), call.in(0).layout(), item);
      put(on.b, call.in(1).floats(), call.in(1).layout(), item);
      on.c.put(call.out().floats(), to, n);
      Gemm.shared().f32(m, n, k, on.a, on.b, on.c, false);
      on.clear();
      FLOATS.give(on);
    } else {
      Trio<double[]> on = DOUBLES.take();
      put(on.a, call.in(0).doubles(), call.in(0).layout(), item);
      put(on.b, call.in(1).doubles(), call.in(1).layout(), item);
      on.c.put(call.out().doubles(), to, n);
      Gemm.shared().f64(m, n, k, on.a, on.b, on.c, false);
      on.clear();
      DOUBLES.give(on);
    }
  }

  /// Puts a matrix where item `item` of a stack lies.
  public static <A> void put(Matrix<A> matrix, A array, Layout layout, int item) {
    int rank = layout.shape().rank();
    long at = layout.offset();
    int rest = item;
    for (int axis = rank - 3; axis >= 0; axis--) {
      int size = (int) layout.shape().size(axis);
      at += rest % size * layout.stride(axis);
      rest /= size;
    }
    matrix.put(array, (int) at, (int) layout.stride(-2), (int) layout.stride(-1));
  }
}
