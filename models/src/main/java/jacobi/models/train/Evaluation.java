package jacobi.models.train;

import jacobi.Jacobi;
import jacobi.models.data.Batches;
import jacobi.models.data.Images;
import jacobi.models.nn.Module;
import jacobi.random.Seed;
import jacobi.tensor.Mode;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/// How well a classifier does on images it has not seen; it may guess classes that they lack.
public final class Evaluation {
  private static final int BATCH = 250;

  private final int[][] confusion;
  private final double loss;

  /// An evaluation with these counts, `[truth][guess]`, which are copied, and this mean loss.
  public Evaluation(int[][] confusion, double loss) {
    this.confusion = copy(confusion);
    this.loss = loss;
  }

  private static int[][] copy(int[][] counts) {
    return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
  }

  /// Classifies all images, in evaluation mode.
  public static Evaluation of(Module model, Images images, int classes) {
    int[][] confusion = new int[classes][classes];
    double loss = 0;
    for (int[] batch : Batches.of(images.count(), BATCH, Seed.of(0)).inOrder()) {
      Guesses guesses =
          Scope.run(
              scope -> Mode.noGrad(() -> Mode.evaluation(() -> guesses(model, images, batch))));
      loss += guesses.loss * batch.length;
      int[] labels = images.labels(batch);
      for (int i = 0; i < labels.length; i++) {
        int guess = (int) guesses.classes[i];
        if (guess >= confusion[0].length) {
          widen(confusion, guess + 1);
        }
        confusion[labels[i]][guess]++;
      }
    }
    return new Evaluation(confusion, loss / images.count());
  }

  @SuppressWarnings("ArrayRecordComponent") // Lives for one batch.
  private record Guesses(long[] classes, double loss) {}

  private static Guesses guesses(Module model, Images images, int[] batch) {
    Tensor x =
        Jacobi.tensor(images.brightness(batch), batch.length, 1, images.height(), images.width());
    Tensor logits = model.apply(x);
    double loss = logits.crossEntropy(Jacobi.tensor(images.labels(batch))).item();
    return new Guesses(logits.argmax(1).toLongs(), loss);
  }

  private static void widen(int[][] rows, int columns) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOf(rows[i], columns);
    }
  }

  /// How many rows of logits have their greatest value at the label.
  static int correct(Tensor logits, int[] labels) {
    long[] guesses = logits.detach().argmax(1).toLongs();
    int correct = 0;
    for (int i = 0; i < labels.length; i++) {
      correct += guesses[i] == labels[i] ? 1 : 0;
    }
    return correct;
  }

  /// The confusion matrix `[truth][guess]`, a copy.
  public int[][] confusion() {
    return copy(confusion);
  }

  /// The mean cross-entropy.
  public double loss() {
    return loss;
  }

  /// The mean cross-entropy and the fraction recognized.
  public Score score() {
    return new Score(loss, accuracy());
  }

  /// The fraction recognized.
  public double accuracy() {
    long right = 0;
    long all = 0;
    for (int i = 0; i < confusion.length; i++) {
      for (int j = 0; j < confusion[i].length; j++) {
        right += i == j ? confusion[i][j] : 0;
        all += confusion[i][j];
      }
    }
    return (double) right / all;
  }

  /// The confusion matrix as text, a row for each true class.
  public String table(List<String> classes) {
    int width = Math.max(5, classes.stream().mapToInt(String::length).max().orElse(0));
    var text = new StringBuilder("%s  guessed as%n".formatted(" ".repeat(width)));
    for (int i = 0; i < confusion.length; i++) {
      text.append(("%" + width + "s ").formatted(classes.get(i)));
      for (int count : confusion[i]) {
        text.append("%6d".formatted(count));
      }
      text.append("%n".formatted());
    }
    return text.toString();
  }
}
