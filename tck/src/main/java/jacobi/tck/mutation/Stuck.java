package jacobi.tck.mutation;

import jacobi.spi.DeviceException;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.Queue;
import jacobi.tck.fake.Forwarding;
import java.util.concurrent.atomic.AtomicBoolean;

/// Cannot be closed once it has computed something.
record Stuck(Driver real, AtomicBoolean worked) implements Forwarding {
  Stuck(Driver real) {
    this(real, new AtomicBoolean());
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    worked.set(true);
    real.execute(call, queue);
  }

  @Override
  public void close() {
    real.close();
    if (worked.get()) {
      throw new DeviceException("there was work on this device");
    }
  }
}
