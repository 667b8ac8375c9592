package jacobi.backend.cpu.parallel;

/// How far a kernel's warming is.
///
/// HotSpot counts calls, first of interpreted code, then of what its first compiler made of it. A
/// turn runs as many batches as it counts, and a look now and then afterwards sees what came of it.
final class Warmup {
  /// Fast batches in a row before a kernel counts as compiled.
  private static final int FAST = 8;

  /// Batches after which HotSpot has counted enough calls to compile, or to compile better.
  private static final int COUNTED = 48;

  /// A batch this much shorter than those before runs other code, whose calls count anew.
  private static final double OTHER_CODE = 0.4;

  /// How much longer than a look the rest after it is.
  private static final int REST = 8;

  private static final long SHORTEST_REST = 1_000_000;

  /// The first code gets so long and so many batches to become fast, each new one twice the time of
  /// the one before. Time alone says little: a busy machine may leave none to this thread or to the
  /// compiler's.
  private static final long PATIENCE = 2_000_000_000L;

  private static final int ENOUGH = 300;

  /// When none of so many codes is compiled, no other will be.
  private static final int CODES = 5;

  private final Warming.Kernel kernel;
  private int codes;
  private long begun;
  private int batches;
  private int counted;
  private double pace = Double.POSITIVE_INFINITY;
  private long due = System.nanoTime();

  Warmup(Warming.Kernel kernel) {
    this.kernel = kernel;
  }

  /// When the next turn is due, as [System#nanoTime] tells it.
  long due() {
    return due;
  }

  /// Runs some batches; true if that was the kernel's last turn.
  boolean turn() {
    if (batches == 0) {
      begun = System.nanoTime();
    }
    if (becomesFast()) {
      kernel.end(true);
      return true;
    }
    if (batches < ENOUGH || System.nanoTime() - begun < PATIENCE << codes) {
      return false;
    }
    if (++codes == CODES) {
      kernel.end(false);
      return true;
    }
    batches = 0;
    counted = 0;
    pace = Double.POSITIVE_INFINITY;
    kernel.renew();
    return false;
  }

  private boolean becomesFast() {
    int fast = 0;
    while (true) {
      long start = System.nanoTime();
      kernel.batch();
      long end = System.nanoTime();
      long nanos = end - start;
      batches++;
      fast = nanos < kernel.compiledNanos() ? fast + 1 : 0;
      if (fast == FAST) {
        return true;
      }
      if (nanos < pace * OTHER_CODE) {
        pace = nanos;
        counted = 0;
      }
      if (fast == 0 && ++counted > COUNTED) {
        due = end + Math.max(REST * nanos, SHORTEST_REST);
        return false;
      }
    }
  }
}
