package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Pass;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Dropout;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;

/// Random words, and what is dropped by them.
public final class RandomKernel {
  private RandomKernel() {}

  /// What computes words `start …` of a key's stream.
  public static Runnable bits(OpCall call, Workers workers) {
    return each(
        call.out().count(),
        workers,
        (from, count) -> {
          Operand y = call.out();
          Words words = Words.of(key(call.in(0)));
          words.fill(start(call.in(0)) + from, y.ints(), y.at() + from, count);
          words.close();
        });
  }

  private static long key(Operand state) {
    return state.longs()[state.at()];
  }

  private static long start(Operand state) {
    return state.longs()[state.at() + (int) state.layout().stride(0)];
  }

  private interface Part {
    void run(int from, int count);
  }

  private static Runnable each(int count, Workers workers, Part part) {
    Workers.Task task =
        index -> {
          int from = index * Walk.PART;
          part.run(from, Math.min(Walk.PART, count - from));
        };
    return () -> workers.run((count + Walk.PART - 1) / Walk.PART, task);
  }

  /// What computes `y = keep ? x/(1 − p) : 0`, words beside elements.
  public static Runnable dropout(Dropout op, OpCall call, Workers workers) {
    float[] scale = {(float) (1 / (1 - op.p()))};
    int[] threshold = {op.threshold()};
    return each(
        call.in(0).count(),
        workers,
        (from, count) -> {
          Operand x = call.in(0);
          Operand y = call.out();
          long start = start(call.in(1));
          Words words = Words.of(key(call.in(1)));
          int[] chunk = words.chunk();
          var drop = Call.of(Pass.DROPOUT, 5).with(2, chunk, 0);
          drop.with(3, threshold, 0).with(4, scale, 0);
          for (int i = from; i < from + count; i += chunk.length) {
            int n = Math.min(chunk.length, from + count - i);
            words.fill(start + i, chunk, 0, n);
            drop.with(0, y.floats(), y.at() + i).with(1, x.floats(), x.at() + i).run(n);
          }
          drop.close();
          words.close();
        });
  }
}
