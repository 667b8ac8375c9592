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

  /// `min(1, max/(√(Σᵢ ‖gᵢ‖²) + 10⁻⁶))`, squares summed up in double.
  public static void run(ClipNorm op, OpCall call, Workers workers) {
    double sum = 0;
    for (int i = 0; i < op.tensors(); i++) {
      sum += squares(call.in(i), workers);
    }
    Operand max = call.in(op.tensors());
    double factor = max.floats()[max.at()] / (Math.sqrt(sum) + ClipNorm.EPSILON);
    call.out().floats()[call.out().at()] = (float) Math.min(factor, 1);
  }

  private static double squares(Operand g, Workers workers) {
    int parts = (g.count() + Walk.PART - 1) / Walk.PART;
    double[] sums = Room.borrowDoubles(parts * Fold.WIDTH);
    Arrays.fill(sums, 0, parts * Fold.WIDTH, 0);
    workers.run(
        parts,
        part -> {
          int from = part * Walk.PART;
          var squares = new Call(Pass.SQUARES, 2).with(0, sums, part * Fold.WIDTH);
          squares.with(1, g.floats(), g.at() + from).run(Math.min(Walk.PART, g.count() - from));
        });
    double sum = 0;
    for (int i = 0; i < parts * Fold.WIDTH; i++) {
      sum += sums[i];
    }
    Room.giveBack(sums);
    return sum;
  }
}
