package jacobi.models.bench;

import jacobi.models.train.Execution;
import jacobi.spi.Driver;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;

/// Where the time of a workload goes, by ops and their shapes. Ops are waited for one by one, and
/// telling them apart takes time itself: a profile's times are not to be compared with a row's.
public final class Profile {
  private final Calls calls = new Calls();
  private final Execution how;
  private final Budget budget;

  /// Of workloads that are run this way.
  public Profile(Execution how, Budget budget) {
    this.how = how;
    this.budget = budget;
  }

  /// What the drivers of the session that is profiled are wrapped by.
  public UnaryOperator<Driver> wrap() {
    return driver -> new TimedDriver(driver, calls);
  }

  /// Runs a workload on the device of the block that calls, and tells.
  public String measure(Workload workload) {
    Runnable step =
        switch (workload) {
          case Workload.Call call -> call.prepare().apply(how);
          case Workload.Training training -> {
            DoubleSupplier loss = training.prepare().apply(how);
            double[] last = new double[1];
            yield () -> last[0] = loss.getAsDouble();
          }
        };
    run(step, budget.warmNanos());
    calls.clear();
    long start = System.nanoTime();
    long steps = run(step, budget.timedNanos());
    long nanos = System.nanoTime() - start;
    Calls.Time inside = calls.total();
    return String.format(
        Locale.ROOT,
        "%s: %.3f ms a step, of which %.1f %% between ops; mean of %d%n%s",
        workload.name(),
        nanos / 1e6 / steps,
        100.0 * (nanos - inside.nanos()) / nanos,
        steps,
        calls.table(steps, nanos));
  }

  private static long run(Runnable step, long nanos) {
    long end = System.nanoTime() + nanos;
    long steps = 0;
    do {
      step.run();
      steps++;
    } while (System.nanoTime() - end < 0);
    return steps;
  }
}
