package jacobi.backend.cpu.parallel;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Runs kernels on tiny operands until they are compiled, in turns, on a thread of low priority
/// that ends when there is nothing left.
///
/// Interpreted Vector API code is a thousand times slower than compiled, so a vector kernel counts
/// as ready only after it was seen to be fast; until then its scalar twin serves. Every vector of
/// code that is not compiled yet is an object, so calls beyond those that make HotSpot compile are
/// rare: they would fill the heap and take the processor from the compiler.
public final class Warming {
  /// How long nothing is warmed at first: the step that wants the first kernels is cold itself, and
  /// ends sooner when it has the processors to itself.
  private static final long HEAD_START = 300_000_000;

  private static final Warming SHARED = new Warming();

  private final long begin = System.nanoTime() + HEAD_START;
  private final Queue<Warmup> waiting = new ArrayDeque<>();
  private boolean running;

  private Warming() {}

  /// A kernel to be warmed.
  public interface Kernel {
    /// Some calls that take every branch: one that profiling never saw would throw the compiled
    /// code away in the middle of a large call.
    void batch();

    /// Nanoseconds of a batch that no interpreter reaches and compiled code does not need.
    double compiledNanos();

    /// Called when the code so far did not get fast, for a kernel that can be had as new code.
    /// HotSpot may have given up on the old: where its first compiler fails on a large method (_out
    /// of virtual registers_) that already runs without a full profile, the second never gets to
    /// see it.
    default void renew() {}

    /// Called once, with whether the kernel is compiled now.
    void end(boolean compiled);
  }

  /// Warms a kernel beside those asked for earlier; returns at once.
  public static void ask(Kernel kernel) {
    SHARED.add(new Warmup(kernel));
  }

  /// Whether no kernel is waiting or being warmed.
  public static boolean isIdle() {
    return !SHARED.isRunning();
  }

  private synchronized boolean isRunning() {
    return running;
  }

  private synchronized void add(Warmup warmup) {
    waiting.add(warmup);
    if (!running) {
      running = true;
      Workers.background("jacobi-warming", this::all);
    }
  }

  private void all() {
    restUntil(begin);
    for (Warmup next = next(); next != null; next = next()) {
      restUntil(next.due());
      if (!next.turn()) {
        add(next);
      }
    }
  }

  private static void restUntil(long due) {
    for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }

  private synchronized @Nullable Warmup next() {
    Warmup next = waiting.poll();
    running = next != null;
    return next;
  }
}
