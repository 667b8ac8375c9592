package jacobi.backend.blas.convolution;

import jacobi.backend.blas.foreign.Block;
import jacobi.backend.blas.foreign.Execution;
import jacobi.backend.blas.foreign.Primitive.Role;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One thread's memory for a plan: operands, the result and scratch in the primitive's order.
/// Weights are not among it: all threads share them.
final class Lane {
  private static final int SECOND = 3;

  private final Entrance first;
  private final @Nullable Entrance second;
  private final Exit result;
  private final Execution execution;

  Lane(Plan plan) {
    MemorySegment stream = plan.dnnl.stream();
    first = entrance(plan, stream, plan.first);
    second = plan.second == Role.WEIGHTS ? null : entrance(plan, stream, plan.second);
    MemorySegment order = plan.primitive.operand(plan.result);
    result = new Exit(plan.dnnl, stream, order, plan.plain(plan.result));
    Block scratch = Block.of(plan.dnnl, plan.primitive.operand(Role.SCRATCH));
    execution =
        new Execution(plan.primitive, stream, SECOND + 1)
            .with(plan.first, first.inside())
            .with(plan.result, result.inside())
            .with(Role.SCRATCH, scratch)
            .with(plan.second, second == null ? scratch : second.inside());
  }

  private static Entrance entrance(Plan plan, MemorySegment stream, Role role) {
    return new Entrance(plan.dnnl, stream, plan.plain(role), plan.primitive.operand(role));
  }

  /// The way in of the first operand.
  Entrance first() {
    return first;
  }

  /// The way in of a second operand that is no weights.
  Entrance second() {
    return Objects.requireNonNull(second, "weights are shared");
  }

  /// The way out.
  Exit result() {
    return result;
  }

  /// Computes on what came in.
  void run() {
    execution.run();
  }

  /// Computes with weights that all threads share.
  void run(Block weights) {
    execution.set(SECOND, weights);
    execution.run();
  }
}
