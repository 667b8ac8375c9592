package jacobi.tck.mutation;

import jacobi.op.Op;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.tck.fake.Forwarding;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Claims an op, on operands of any strides, and computes it by a kernel of its own.
record Kernel(Driver real, Predicate<Op> which, Consumer<OpCall> kernel) implements Forwarding {
  @Override
  public Support supports(OpSpec spec) {
    return which.test(spec.op()) ? Support.yes() : real.supports(spec);
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    if (which.test(call.op())) {
      kernel.accept(call);
    } else {
      real.execute(call, queue);
    }
  }
}
