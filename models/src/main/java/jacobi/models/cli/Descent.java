package jacobi.models.cli;

import jacobi.models.nn.Module;
import jacobi.models.optim.Adam;
import jacobi.models.optim.Optimizer;
import jacobi.models.optim.Sgd;

/// The optimizers users can name, each with a learning rate that suits the classifiers here.
enum Descent {
  ADAM(2e-3),
  ADAMW(2e-3),
  SGD(5e-2);

  private static final double DECAY = 1e-2;
  private static final double MOMENTUM = 0.9;

  private final double rate;

  Descent(double rate) {
    this.rate = rate;
  }

  /// The learning rate to start with when none is given.
  double rate() {
    return rate;
  }

  Optimizer of(Module model, double first) {
    return switch (this) {
      case ADAM -> Adam.of(model, first);
      case ADAMW -> Adam.decoupled(model, first, DECAY);
      case SGD -> Sgd.of(model, first, MOMENTUM, 0);
    };
  }
}
