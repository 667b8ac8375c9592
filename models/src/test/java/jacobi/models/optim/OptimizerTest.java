package jacobi.models.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.models.nn.Module;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The optimizers against their formulas in double precision.
class OptimizerTest {
  private static final double RATE = 0.1;
  private static final double[] SLOPES = {3, -2, 0.5, 0.25, -1};

  record Point(Parameter at) implements Module {
    @Override
    public Tensor apply(Tensor x) {
      return x.mul(at.get());
    }
  }

  private static Point at(double start) {
    return new Point(Parameter.of(Jacobi.tensor(new float[] {(float) start})));
  }

  private static double walked(Function<Module, Optimizer> make) {
    Point point = at(2);
    Optimizer optimizer = make.apply(point);
    for (double slope : SLOPES) {
      optimizer.step(List.of(Jacobi.tensor(new float[] {(float) slope})));
    }
    return point.at().get().item();
  }

  @Test
  void descentWithMomentumAndDecayFollowsItsFormula() {
    double p = 2;
    double v = 0;
    for (double slope : SLOPES) {
      v = 0.9 * v + slope + 0.01 * p;
      p -= RATE * v;
    }
    assertEquals(p, walked(model -> Sgd.of(model, RATE, 0.9, 0.01)), 1e-5);
  }

  @Test
  void adamFollowsItsFormula() {
    assertEquals(adam(0), walked(model -> Adam.of(model, RATE)), 1e-5);
  }

  @Test
  void decoupledDecayFollowsItsFormula() {
    assertEquals(adam(0.2), walked(model -> Adam.decoupled(model, RATE, 0.2)), 1e-5);
  }

  private static double adam(double decay) {
    double p = 2;
    double m = 0;
    double v = 0;
    for (int t = 1; t <= SLOPES.length; t++) {
      double g = SLOPES[t - 1];
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      double step = m / (1 - Math.pow(0.9, t)) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
      p = p - RATE * decay * p - RATE * step;
    }
    return p;
  }

  @Test
  void aRateThatIsSetServesTheNextStep() {
    Point point = at(2);
    Optimizer optimizer = Sgd.of(point, RATE);
    optimizer.rate(0.5);
    optimizer.step(List.of(Jacobi.tensor(new float[] {1})));
    assertEquals(1.5, point.at().get().item(), 1e-6);
  }

  @Test
  void stepsDownALossFindItsMinimum() {
    Point point = at(5);
    Optimizer optimizer = Sgd.of(point, RATE);
    for (int i = 0; i < 60; i++) {
      optimizer.step(point.apply(Jacobi.scalar(1)).sub(3).square().sum());
    }
    assertEquals(3, point.at().get().item(), 1e-4);
  }

  @Test
  void theCosineFallsFromOneToNothing() {
    Schedule cosine = Schedule.cosine();
    assertEquals(1, cosine.factor(0));
    assertEquals(0.5, cosine.factor(0.5), 1e-12);
    assertEquals(0, cosine.factor(1), 1e-12);
    assertEquals(0.25, Schedule.constant().warmUp(0.2).factor(0.05), 1e-12);
    assertTrue(cosine.warmUp(0.1).factor(0.1) > 0.97);
  }
}
