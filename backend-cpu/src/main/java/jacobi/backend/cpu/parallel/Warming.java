package jacobi.backend.cpu.parallel;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Runs kernels on tiny operands until they are compiled, one after the other, on a thread of low
/// priority that ends when there is nothing left.
///
/// Interpreted Vector API code is a thousand times slower than compiled, so a vector kernel counts
/// as ready only after it was seen to be fast; until then its scalar twin serves.
public final class Warming {
  /// Fast batches in a row before a kernel counts as compiled.
  private static final int FAST = 8;

  /// A turn that took so long and so many batches is over. Time alone says little: a busy machine
  /// may leave none to this thread or to the compiler's.
  private static final long PATIENCE = 5_000_000_000L;

  private static final int ENOUGH = 1000;

  /// When a kernel is not compiled after so many turns, it will not be.
  private static final int TURNS = 8;

  private static final Warming SHARED = new Warming();

  private final Queue<Turn> waiting = new ArrayDeque<>();
  private boolean running;

  private Warming() {}

  private record Turn(Kernel kernel, int number) {}

  /// A kernel to be warmed.
  public interface Kernel {
    /// Some calls that take every branch: one that profiling never saw would throw the compiled
    /// code away in the middle of a large call.
    void batch();

    /// Nanoseconds of a batch that no interpreter reaches and compiled code does not need.
    double compiledNanos();

    /// Called before another turn, for a kernel that can be had as new code. HotSpot may have given
    /// up on the old: where its first compiler fails on a large method (_out of virtual registers_)
    /// that already runs without a full profile, the second never gets to see it.
    default void renew() {}

    /// Called once, with whether the kernel is compiled now.
    void end(boolean compiled);
  }

  /// Warms a kernel when those asked for earlier are done; returns at once.
  public static void ask(Kernel kernel) {
    SHARED.add(new Turn(kernel, 1));
  }

  /// Whether no kernel is waiting or being warmed.
  public static boolean isIdle() {
    return !SHARED.isRunning();
  }

  private synchronized boolean isRunning() {
    return running;
  }

  private synchronized void add(Turn turn) {
    waiting.add(turn);
    if (!running) {
      running = true;
      Workers.background("jacobi-warming", this::all);
    }
  }

  private void all() {
    for (Turn turn = next(); turn != null; turn = next()) {
      boolean compiled = warm(turn.kernel);
      if (compiled || turn.number == TURNS) {
        turn.kernel.end(compiled);
      } else {
        turn.kernel.renew();
        add(new Turn(turn.kernel, turn.number + 1));
      }
    }
  }

  private synchronized @Nullable Turn next() {
    Turn next = waiting.poll();
    running = next != null;
    return next;
  }

  private static boolean warm(Kernel kernel) {
    int fast = 0;
    long start = System.nanoTime();
    long now = start;
    for (int batches = 0; batches < ENOUGH || now - start < PATIENCE; batches++) {
      kernel.batch();
      long end = System.nanoTime();
      fast = end - now < kernel.compiledNanos() ? fast + 1 : 0;
      if (fast == FAST) {
        return true;
      }
      now = end;
    }
    return false;
  }
}
