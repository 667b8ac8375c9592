package jacobi.models.optim;

/// How the learning rate changes in the course of a run.
@FunctionalInterface
public interface Schedule {
  /// What the learning rate is multiplied with when `progress` of the run, from 0 to 1, is done.
  double factor(double progress);

  /// The same rate all the time.
  static Schedule constant() {
    return progress -> 1;
  }

  /// `½·(1 + cos(π·progress))`: from 1 down to 0 along half a wave.
  ///
  /// Source: Loshchilov and Hutter, *SGDR: stochastic gradient descent with warm restarts*, 2017.
  static Schedule cosine() {
    return progress -> 0.5 * (1 + StrictMath.cos(StrictMath.PI * progress));
  }

  /// `1 − (1 − end)·progress`: from 1 evenly down to `end`.
  static Schedule linear(double end) {
    return polynomial(1, end);
  }

  /// `end + (1 − end)·(1 − progress)^power`
  static Schedule polynomial(double power, double end) {
    return progress -> end + (1 - end) * StrictMath.pow(1 - progress, power);
  }

  /// `end^progress`: from 1 down to `end` by equal factors.
  static Schedule exponential(double end) {
    return progress -> StrictMath.pow(end, progress);
  }

  /// `factor^k` after `k` of the given places in the run: `step(0.1, 0.5, 0.75)` is 1, then 0.1
  /// from the middle on, then 0.01.
  static Schedule step(double factor, double... places) {
    double[] sorted = places.clone();
    java.util.Arrays.sort(sorted);
    return progress -> {
      double now = 1;
      for (double place : sorted) {
        now *= progress >= place ? factor : 1;
      }
      return now;
    };
  }

  /// Up from 1/25 to 1 in the first 30 % of the run, then down to 1/250,000, each along half a
  /// wave.
  ///
  /// Source: Smith and Topin, *Super-convergence*, 2018, with the numbers of PyTorch's OneCycleLR.
  static Schedule oneCycle() {
    double top = 0.3;
    Schedule wave = cosine();
    return progress ->
        progress < top
            ? 1 - (1 - 1 / 25.0) * wave.factor(progress / top)
            : 1 / 250_000.0 + (1 - 1 / 250_000.0) * wave.factor((progress - top) / (1 - top));
  }

  /// This schedule, after the rate has risen evenly from 0 during the first `fraction` of the run.
  default Schedule warmUp(double fraction) {
    return progress -> {
      double risen = fraction > 0 ? Math.min(1, progress / fraction) : 1;
      return risen * factor(progress);
    };
  }
}
