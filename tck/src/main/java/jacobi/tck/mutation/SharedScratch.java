package jacobi.tck.mutation;

import jacobi.op.Op;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.Queue;
import jacobi.tck.fake.Forwarding;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Takes results through memory that all threads share; waits where another one may come between.
///
/// @param adds whether results are added to zeros there, or put there
@SuppressWarnings("ArrayRecordComponent") // The very same array, and nobody compares these.
record SharedScratch(Driver real, Predicate<Op> which, boolean adds, double[] scratch)
    implements Forwarding {
  private static final int MOST = 1 << 16;

  private static final long PAUSE_NANOS = 100_000;

  SharedScratch(Driver real, Predicate<Op> which, boolean adds) {
    this(real, which, adds, new double[MOST]);
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    real.execute(call, queue);
    int count = call.out().count();
    if (!which.test(call.op()) || count > MOST) {
      return;
    }
    Arrays.fill(scratch, 0, count, 0);
    LockSupport.parkNanos(adds ? PAUSE_NANOS : 0);
    for (int i = 0; i < count; i++) {
      double one = Elements.at(call.out(), i);
      scratch[i] = adds ? scratch[i] + one : one;
    }
    LockSupport.parkNanos(PAUSE_NANOS);
    for (int i = 0; i < count; i++) {
      Elements.set(call.out(), i, scratch[i]);
    }
  }
}
