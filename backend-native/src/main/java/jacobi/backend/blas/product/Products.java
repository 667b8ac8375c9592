package jacobi.backend.blas.product;

import jacobi.backend.cpu.move.Widening;
import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.backend.cpu.product.MatMulKernel;
import jacobi.op.Copy;
import jacobi.op.MatMul;
import jacobi.spi.Driver;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Queue;
import jacobi.type.DType;
import org.jspecify.annotations.Nullable;

/// `MATMUL` and `LINEAR` by libraries where they are faster, else by Java.
public final class Products {
  /// Results in float of products of bfloat16 that are kept.
  private static final int KEPT = 2;

  /// Elements of the longest of them, 16 MiB.
  private static final int LONGEST = 1 << 22;

  /// oneDNN multiplies bfloat16 in groups along `k` and fills the last one up, by which an infinity
  /// becomes NaN.
  private static final int PAIR = 2;

  private final @Nullable Route single;
  private final @Nullable Route wide;
  private final @Nullable Route bfloat16;
  private final Workers workers;
  private final Driver java;
  private final Pool<float[]> rooms = new Pool<>(KEPT, room -> room.length);

  /// @param single who computes F32, and F16 and BF16 widened to it
  /// @param wide who computes F64
  /// @param bfloat16 who computes BF16, with results in F32
  /// @param java who computes what they do not
  public Products(
      @Nullable Route single,
      @Nullable Route wide,
      @Nullable Route bfloat16,
      Workers workers,
      Driver java) {
    this.single = single;
    this.wide = wide;
    this.bfloat16 = bfloat16;
    this.workers = workers;
    this.java = java;
  }

  /// `Y = A·B` over a batch.
  public void matMul(MatMul op, OpCall call, Queue queue) {
    boolean done =
        switch (call.dtype()) {
          case F32 -> multiply(single, call, call.out().host(), call.out().at());
          case F64 -> multiply(wide, call, call.out().host(), call.out().at());
          case BF16 -> bfloat16(call, queue) || widened(op, call);
          case F16 -> widened(op, call);
          case I64, I32, I8, U8, BOOL -> false;
        };
    if (!done) {
      java.execute(call, queue);
    }
  }

  /// `Y = X·Wᵀ + b` of F32.
  public void linear(OpCall call, Queue queue) {
    Layer layer = Layer.of(call);
    boolean any = layer.m() > 0 && layer.n() > 0 && layer.k() > 0;
    if (single != null && any && single.measured().serves(layer.m(), layer.n(), layer.k())) {
      layer.run(single, workers);
    } else {
      java.execute(call, queue);
    }
  }

  private boolean multiply(@Nullable Route route, OpCall call, HostBuffer result, int at) {
    if (route == null || !route.measured().isEnough(call.out().count(), call.in(1).shape())) {
      return false;
    }
    int bytes = result.dtype().bytes();
    Stack stack = Stack.of(call, route.measured(), result.segment(), at, bytes);
    if (stack == null) {
      return false;
    }
    stack.run(route, workers);
    return true;
  }

  private boolean widened(MatMul op, OpCall call) {
    Route route = single;
    if (route == null) {
      return false;
    }
    Widening.run(
        call,
        workers,
        wide -> {
          if (!multiply(route, wide, wide.out().host(), wide.out().at())) {
            MatMulKernel.prepare(op, wide, workers).run();
          }
        });
    return true;
  }

  private boolean bfloat16(OpCall call, Queue queue) {
    if (bfloat16 == null || call.in(1).shape().size(-2) % PAIR != 0) {
      return false;
    }
    int count = call.out().count();
    float[] kept = count <= LONGEST ? rooms.take(count) : null;
    float[] sums = kept != null ? kept : new float[count];
    HostBuffer room = HostBuffer.over(sums);
    boolean done = multiply(bfloat16, call, room, 0);
    if (done) {
      var from = new Operand(room, call.out().shape().layout());
      var cast = new Copy.Cast(DType.BF16);
      java.execute(new OpCall(cast, new Operand[] {from}, new Operand[] {call.out()}, null), queue);
    }
    if (count <= LONGEST) {
      rooms.give(sums);
    }
    return done;
  }
}
