package jacobi.tck.mutation;

import jacobi.op.Gather;
import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.Queue;
import jacobi.tck.fake.Forwarding;
import jacobi.type.DType;

/// Takes memory for a call and forgets it where the call fails.
record Leaking(Driver real) implements Forwarding {
  private static final int COUNT = 1 << 14;

  @Override
  public void execute(OpCall call, Queue queue) {
    if (!(call.op() instanceof Gather)) {
      real.execute(call, queue);
      return;
    }
    Buffer scratch = real.allocate(DType.F32, COUNT);
    real.execute(call, queue);
    if (call.fault() == null) {
      real.free(scratch);
    }
  }
}
