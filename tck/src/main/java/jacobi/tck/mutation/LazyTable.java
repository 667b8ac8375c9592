package jacobi.tck.mutation;

import jacobi.op.MatMul;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.Queue;
import jacobi.tck.fake.Forwarding;
import java.util.concurrent.locks.LockSupport;

/// Makes what its kernel needs at the first call, and says that it is there before it is.
final class LazyTable implements Forwarding {
  private static final long PAUSE_NANOS = 10_000_000;

  private final Driver real;
  private volatile boolean ready;
  private volatile double one;

  LazyTable(Driver real) {
    this.real = real;
  }

  @Override
  public Driver real() {
    return real;
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    real.execute(call, queue);
    if (call.op() == MatMul.MATMUL) {
      if (!ready) {
        ready = true;
        LockSupport.parkNanos(PAUSE_NANOS);
        one = 1;
      }
      double table = one;
      for (int i = 0; i < call.out().count(); i++) {
        Elements.set(call.out(), i, table * Elements.at(call.out(), i));
      }
    }
  }
}
