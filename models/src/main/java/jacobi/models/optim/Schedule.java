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

  /// This schedule, after the rate has risen evenly from 0 during the first `fraction` of the run.
  default Schedule warmUp(double fraction) {
    return progress -> {
      double risen = fraction > 0 ? Math.min(1, progress / fraction) : 1;
      return risen * factor(progress);
    };
  }
}
