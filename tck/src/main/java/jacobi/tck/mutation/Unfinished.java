package jacobi.tck.mutation;

import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.Queue;
import jacobi.tck.fake.Forwarding;
import org.jspecify.annotations.Nullable;

/// Carries out a call when the next one comes; reading does not wait for it.
final class Unfinished implements Forwarding {
  private final Driver real;
  private @Nullable OpCall pending;

  Unfinished(Driver real) {
    this.real = real;
  }

  @Override
  public Driver real() {
    return real;
  }

  @Override
  public synchronized void execute(OpCall call, Queue queue) {
    OpCall before = pending;
    if (before != null) {
      real.execute(before, queue);
    }
    pending = call;
  }
}
