package jacobi.tck.mutation;

import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.tck.fake.Forwarding;
import java.util.concurrent.atomic.AtomicInteger;

/// Has another name each time it is asked.
record Fickle(Driver real, AtomicInteger asked) implements Forwarding {
  Fickle(Driver real) {
    this(real, new AtomicInteger());
  }

  @Override
  public DriverInfo info() {
    DriverInfo info = real.info();
    return DriverInfo.host(info.name() + " " + asked.incrementAndGet())
        .withDTypes(info.dtypes())
        .withAccuracy(info.accuracy());
  }
}
