package jacobi.models.cli;

import jacobi.models.train.Tally;
import jacobi.models.train.Trainer;
import jacobi.models.train.Trainer.Step;
import java.io.PrintWriter;
import java.util.function.Consumer;

/// One line an epoch: loss, accuracy, images a second, time left. On a terminal it moves.
final class Progress implements Consumer<Step> {
  private static final long EVERY_NANOS = 200_000_000;

  private final PrintWriter out;
  private final Trainer trainer;

  @SuppressWarnings("SystemConsoleNull") // Java 25 has again no console unless on a terminal.
  private final boolean moving = System.console() != null && System.console().isTerminal();

  private final long start = System.nanoTime();
  private long shown = start;
  private double loss;
  private int correct;
  private int seen;
  private int epoch;

  /// What was shown before the run was taken up, and costs no time now.
  private final int before;

  /// The epoch under way of a trainer.
  Progress(PrintWriter out, Trainer trainer) {
    this.out = out;
    this.trainer = trainer;
    Tally tally = trainer.place().tally();
    loss = tally.loss();
    correct = tally.correct();
    before = tally.seen();
    seen = before;
  }

  @Override
  public void accept(Step step) {
    epoch = step.epoch();
    loss += step.loss() * step.examples();
    correct += step.correct();
    seen += step.examples();
    long now = System.nanoTime();
    if (moving && now - shown > EVERY_NANOS) {
      shown = now;
      out.print("\r" + line(now) + " ");
      out.flush();
    }
  }

  /// Ends the epoch's line.
  void finish() {
    if (seen > before) {
      String line = line(System.nanoTime());
      out.println(moving ? "\r" + line + " " : line);
      out.flush();
    }
  }

  private String line(long now) {
    double seconds = (now - start) / 1e9;
    double rate = (seen - before) / seconds;
    int epochs = trainer.epochs();
    long left = Math.round((trainer.examples() * (epochs - epoch + 1) - seen) / rate);
    return "epoch %d/%d  loss %.4f  accuracy %.4f  %.0f images/s  %d:%02d left"
        .formatted(epoch, epochs, loss / seen, (double) correct / seen, rate, left / 60, left % 60);
  }
}
