package jacobi.models.cli;

import java.io.PrintWriter;

/// Loss, tokens a second and time left; on a terminal the line moves, elsewhere it is printed when
/// there is a validation.
final class TextProgress {
  private static final long EVERY_NANOS = 200_000_000;

  private final PrintWriter out;
  private final int steps;
  private final int tokens;

  @SuppressWarnings("SystemConsoleNull") // Java 25 has again no console unless on a terminal.
  private final boolean moving = System.console() != null && System.console().isTerminal();

  private final long start = System.nanoTime();
  private long shown = start;
  private double loss;
  private int summed;
  private int done;

  TextProgress(PrintWriter out, int steps, int tokensPerStep) {
    this.out = out;
    this.steps = steps;
    this.tokens = tokensPerStep;
  }

  /// One step is done.
  void step(double stepLoss) {
    done++;
    loss += stepLoss;
    summed++;
    long now = System.nanoTime();
    if (moving && now - shown > EVERY_NANOS) {
      shown = now;
      out.print("\r" + line(now) + " ");
      out.flush();
    }
  }

  /// A line that stays; the mean loss begins anew.
  void finish(double validation) {
    String line = "%s  validation %.4f nats/char".formatted(line(System.nanoTime()), validation);
    out.println(moving ? "\r" + line : line);
    out.flush();
    loss = 0;
    summed = 0;
  }

  private String line(long now) {
    double seconds = (now - start) / 1e9;
    long passed = Math.round(seconds);
    long left = Math.round(seconds / done * (steps - done));
    return "step %d/%d  loss %.4f  %.0f tokens/s  %d:%02d passed  %d:%02d left"
        .formatted(
            done,
            steps,
            loss / summed,
            (double) done * tokens / seconds,
            passed / 60,
            passed % 60,
            left / 60,
            left % 60);
  }
}
