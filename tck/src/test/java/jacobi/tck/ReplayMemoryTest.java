package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import jacobi.Compiled;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.random.Seed;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Scope;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a compiled step takes of memory.
@Tag("allocation")
class ReplayMemoryTest {
  private static final int STEPS = 50;
  private static final int ROUNDS = 200;
  private static final int WARM = 3;

  /// Collections, after each of which the pool looks for what is lost.
  private static final int COLLECTIONS = 20;

  /// Elements that the pool keeps account of.
  private static final int TRACKED = 1 << 16;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// Bytes that this thread and all workers have allocated.
  private static long allocated() {
    long[] ids =
        Thread.getAllStackTraces().keySet().stream()
            .filter(each ->
                each == Thread.currentThread() || each.getName().startsWith("jacobi-worker"))
            .mapToLong(Thread::threadId)
            .toArray();
    return Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum();
  }

  /// The fewest bytes a step allocates in one of some rounds, once it is warm.
  private static long least(DoubleSupplier step, LongSupplier bytes) {
    long least = Long.MAX_VALUE;
    double sum = 0;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      bytes.getAsLong();
      long start = bytes.getAsLong();
      long asking = bytes.getAsLong() - start;
      long before = bytes.getAsLong();
      for (int i = 0; i < STEPS; i++) {
        sum += step.getAsDouble();
      }
      // What asking takes varies by a few hundred bytes; the smallest object a step would be 800.
      least = Math.min(least, Math.max(bytes.getAsLong() - before - asking, 0) / STEPS);
    }
    assertTrue(Double.isFinite(sum));
    return least;
  }

  /// The compiled step of a model, in training.
  private static <T> T training(Options options, StepUse<T> use) {
    try (Session session = Session.open(options.withBackend("cpu"))) {
      return session.run(() -> Mode.training(RandomStream.of(Seed.of(3)), () -> use.of(session)));
    }
  }

  private interface StepUse<T> {
    T of(Session session);
  }

  /// Kernels and workers included.
  @ParameterizedTest
  @EnumSource
  void aReplayAllocatesNothing(Learner.Kind kind) {
    long bytes =
        training(
            Options.of(),
            session -> {
              Learner learner = kind.make();
              Compiled step = Jacobi.compile(learner::step);
              return least(() -> step.item(learner.batch()), ReplayMemoryTest::allocated);
            });
    assertEquals(0, bytes, "bytes a step of " + kind);
  }

  /// A step of elementwise ops that moves a cell.
  @Test
  void aReplayOfAChainAllocatesNothing() {
    long bytes =
        training(
            Options.of(),
            session -> {
              State sum = State.of(Jacobi.zeros(300, 300));
              Compiled step =
                  Jacobi.compile(in -> {
                    Tensor x = in.getFirst();
                    sum.set(sum.get().mul(0.5).add(x.tanh().mul(x)).sub(x.relu()));
                    return List.of(x.select(0, 0).select(0, 0).mul(2));
                  });
              List<Tensor> in = List.of(Jacobi.ones(300, 300));
              return least(() -> step.item(in), ReplayMemoryTest::allocated);
            });
    assertEquals(0, bytes, "bytes a step");
  }

  /// The most bytes that a step holds at once when nothing is left of what came before the first:
  /// the values that cells were made with belong to whoever made them until they are collected.
  private static long peak(Session session, Runnable step) {
    for (int i = 0; i < WARM; i++) {
      step.run();
    }
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Jacobi.zeros(TRACKED).close();
    }
    long before = session.counters().liveBytes();
    // More than there ever was beside it: the peak that is counted is that of the next step.
    Tensor ballast = Jacobi.zeros(session.counters().peakBytes());
    long weight = session.counters().liveBytes() - before;
    step.run();
    long peak = session.counters().peakBytes() - weight;
    ballast.close();
    return peak;
  }

  /// But a GRU's, which is small beside what its reverse pass needs either way.
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GRU")
  void aPlanTakesLessThanEagerSteps(Learner.Kind kind) {
    long eager =
        training(
            Options.of(),
            session -> {
              Learner learner = kind.make();
              return peak(
                  session,
                  () -> Scope.run(scope -> learner.step(learner.batch()).getFirst().item()));
            });
    long compiled =
        training(
            Options.of(),
            session -> {
              Learner learner = kind.make();
              try (Compiled step = Jacobi.compile(learner::step)) {
                return peak(session, () -> step.item(learner.batch()));
              }
            });
    String found = "%s: %d bytes compiled, %d eager".formatted(kind, compiled, eager);
    assertTrue(compiled <= 0.7 * eager, found);
  }
}
