package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Fold;
import jacobi.backend.cpu.code.Pass;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.ClipNorm;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import java.util.Arrays;

/// The common norm of gradients, and the factor that makes it small enough.
public final class ClipKernel {
  private ClipKernel() {}

  /// What computes `min(1, max/(√(Σᵢ ‖gᵢ‖²) + 10⁻⁶))`, squares summed up in double.
  public static Runnable prepare(ClipNorm op, OpCall call, Workers workers) {
    double[][] sums = new double[1][];
    Workers.Task[] tasks = new Workers.Task[op.tensors()];
    for (int i = 0; i < tasks.length; i++) {
      int tensor = i;
      tasks[i] = part -> squares(call.in(tensor), part, sums[0]);
    }
    return () -> {
      double sum = 0;
      for (int i = 0; i < tasks.length; i++) {
        int parts = (call.in(i).count() + Walk.PART - 1) / Walk.PART;
        sums[0] = Room.borrowDoubles(parts * Fold.WIDTH);
        Arrays.fill(sums[0], 0, parts * Fold.WIDTH, 0);
        workers.run(parts, tasks[i]);
        sum += total(sums[0], parts * Fold.WIDTH);
        Room.giveBack(sums[0]);
      }
      Operand max = call.in(op.tensors());
      double factor = max.floats()[max.at()] / (Math.sqrt(sum) + ClipNorm.EPSILON);
      call.out().floats()[call.out().at()] = (float) Math.min(factor, 1);
    };
  }

  private static void squares(Operand g, int part, double[] sums) {
    int from = part * Walk.PART;
    var squares = Call.of(Pass.SQUARES, 2).with(0, sums, part * Fold.WIDTH);
    squares.with(1, g.floats(), g.at() + from).run(Math.min(Walk.PART, g.count() - from));
    squares.close();
  }

  private static double total(double[] sums, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += sums[i];
    }
    return sum;
  }
}
