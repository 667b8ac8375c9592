package jacobi.runtime;

import jacobi.op.Composite;
import jacobi.op.Op;
import jacobi.spi.ContractException;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.type.JacobiException;
import org.jspecify.annotations.Nullable;

/// A driver with what the framework keeps for it: pool, counters, queue.
final class Device implements AutoCloseable {
  final String name;
  final Driver driver;
  final int level;
  final Counters counters = new Counters();
  final Pool pool;
  final Queue queue;
  final Flight flight = new Flight();

  Device(String name, Driver driver, int level) {
    this.name = name;
    this.driver = driver;
    this.level = level;
    this.pool = new Pool(driver, counters);
    this.queue = driver.openQueue();
  }

  /// A driver is never asked about what is newer than the level it was compiled against.
  Support supports(OpSpec spec) {
    Op op = spec.op();
    if (op instanceof Composite composite && composite.since() > level) {
      return Support.decline("newer than the backend");
    }
    return driver.supports(spec);
  }

  /// Runs a call, and throws what was reported about its data.
  void execute(OpCall call) {
    run(call, null);
  }

  /// Runs a call that was made ready before.
  void execute(OpCall call, Runnable prepared) {
    call.renew();
    run(call, prepared);
  }

  private void run(OpCall call, @Nullable Runnable prepared) {
    counters.launches.increment();
    Object event = flight.op();
    try {
      if (queue.isInline()) {
        hand(call, prepared);
      } else {
        synchronized (queue) {
          hand(call, prepared);
        }
      }
    } catch (RuntimeException | LinkageError broken) {
      throw known(call, broken);
    }
    Flight.end(event, call, name);
    check(call);
  }

  private void hand(OpCall call, @Nullable Runnable prepared) {
    if (prepared == null) {
      driver.execute(call, queue);
    } else {
      prepared.run();
    }
  }

  private RuntimeException known(OpCall call, Throwable broken) {
    return broken instanceof JacobiException known
        ? known
        : new ContractException(
            "%s failed in %s: %s".formatted(name, call.op().name(), broken), broken);
  }

  private void check(OpCall call) {
    if (call.isByReference()) {
      counters.referenced.increment();
    }
    JacobiException fault = call.fault();
    if (fault != null) {
      throw fault;
    }
  }

  @Override
  public void close() {
    pool.close();
    queue.close();
    driver.close();
  }
}
