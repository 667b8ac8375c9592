package jacobi.models.bench;

import jacobi.Jacobi;
import jacobi.models.train.Execution;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Measures workloads, all by one method.
///
/// A call is run for a while; then so often in a row that a sample lasts 0.2 ms; a training step is
/// a sample. Samples are taken and dropped for the warm time, then up to 2000 of them are kept, as
/// many as the timed time has room for.
public final class Stopwatch {
  private static final double SAMPLE_MILLIS = 0.2;
  private static final int MOST_REPEATS = 1 << 20;
  private static final int MOST = 2000;

  /// How much longer than said a few samples may take to get warm.
  private static final long WARM_GRACE_NANOS = 3_000_000_000L;

  private final String peer;
  private final int threads;
  private final Execution how;
  private final Budget budget;

  /// Rows will bear this name, with `-compiled` after it if that is how, and number of threads.
  public Stopwatch(String peer, int threads, Execution how, Budget budget) {
    this.peer =
        switch (how) {
          case EAGER -> peer;
          case COMPILED -> peer + "-compiled";
        };
    this.threads = threads;
    this.how = how;
    this.budget = budget;
  }

  /// Runs a workload on the device of the block that calls.
  public Row measure(Workload workload) {
    return switch (workload) {
      case Workload.Call call -> calls(call);
      case Workload.Training training -> steps(training);
    };
  }

  private Row calls(Workload.Call call) {
    Runnable once = call.prepare().apply(how);
    settle(once);
    int inner = repeats(once);
    Runnable sample = () -> repeat(once, inner);
    warmUp(sample);
    Ticks before = Ticks.now();
    Samples samples = samples(sample, inner);
    return new Row(peer, threads, call, samples, inner, null, noise(before));
  }

  private Row steps(Workload.Training training) {
    DoubleSupplier step = training.prepare().apply(how);
    double first = step.getAsDouble();
    long firstStep = System.currentTimeMillis() - virtualMachineStart();
    double[] loss = {first};
    Runnable sample = () -> loss[0] = step.getAsDouble();
    warmUp(sample);
    Ticks before = Ticks.now();
    Samples samples = samples(sample, 1);
    var learning = new Row.Learning(first, loss[0], firstStep, Memory.peakMegabytes());
    return new Row(peer, threads, training, samples, 1, learning, noise(before));
  }

  /// Not the start of the process, which a script that looked for Java first may have begun.
  private static long virtualMachineStart() {
    return ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  private static Row.@Nullable Noise noise(@Nullable Ticks before) {
    Ticks after = Ticks.now();
    return before == null || after == null
        ? null
        : new Row.Noise(after.stolenPercent(before), after.otherPercent(before));
  }

  private void settle(Runnable once) {
    long end = System.nanoTime() + budget.settleNanos();
    do {
      once.run();
    } while (System.nanoTime() - end < 0);
  }

  private static int repeats(Runnable once) {
    int inner = 1;
    while (inner < MOST_REPEATS && bestOfThree(once, inner) < SAMPLE_MILLIS) {
      inner *= 2;
    }
    return inner;
  }

  private static double bestOfThree(Runnable once, int inner) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 3; i++) {
      best = Math.min(best, millis(() -> repeat(once, inner)));
    }
    return best;
  }

  /// Ends with a read, which waits on a device that computes later than it is told to.
  private static void repeat(Runnable once, int inner) {
    for (int i = 0; i < inner; i++) {
      once.run();
    }
    Jacobi.zeros(1).item();
  }

  private static double millis(Runnable sample) {
    long start = System.nanoTime();
    sample.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private void warmUp(Runnable sample) {
    long end = System.nanoTime() + budget.warmNanos();
    for (int count = 0; ; count++) {
      long left = end - System.nanoTime();
      if (left <= 0 && (count >= budget.fewest() / 2 || left <= -WARM_GRACE_NANOS)) {
        return;
      }
      sample.run();
    }
  }

  private Samples samples(Runnable sample, int inner) {
    double[] millis = new double[MOST];
    long end = System.nanoTime() + budget.timedNanos();
    int count = 0;
    while (count < budget.fewest() || (count < MOST && System.nanoTime() - end < 0)) {
      millis[count++] = millis(sample) / inner;
    }
    return new Samples(millis, count);
  }
}
