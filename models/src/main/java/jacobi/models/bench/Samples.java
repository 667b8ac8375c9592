package jacobi.models.bench;

import java.util.Arrays;

/// Milliseconds of single calls or steps.
final class Samples {
  private final double[] sorted;

  /// Copies `count` samples, at least one.
  Samples(double[] millis, int count) {
    sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
  }

  int count() {
    return sorted.length;
  }

  double least() {
    return sorted[0];
  }

  /// A tenth of the samples are below it.
  double lowTenth() {
    return sorted[sorted.length / 10];
  }

  double median() {
    return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
  }
}
