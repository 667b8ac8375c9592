package jacobi.models.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.models.nn.Module;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;
import jacobi.type.JacobiException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Optimizers, clipping, accumulation and averages against plain loops over several steps.
class OptimizersTest {
  private static final double RATE = 0.1;
  private static final double[][] SLOPES = {{3, -2, 1}, {-2, 0.5, 0}, {0.5, 4, -6}, {1, -1, 2}};
  private static final double[] START = {2, -1, 0.5};

  /// A vector and a scalar-like bias, so that there are two parameters.
  record Two(Parameter weight, Parameter bias) implements Module {
    static Two start() {
      return new Two(
          Parameter.of(Jacobi.tensor(new float[] {(float) START[0], (float) START[1]})),
          Parameter.of(Jacobi.tensor(new float[] {(float) START[2]})));
    }

    @Override
    public Tensor apply(Tensor x) {
      return x.mul(weight.get()).sum().add(bias.get().sum());
    }

    double[] values() {
      float[] w = weight.get().toFloats();
      return new double[] {w[0], w[1], bias.get().item()};
    }
  }

  private static List<Tensor> gradients(double... g) {
    return List.of(
        Jacobi.tensor(new float[] {(float) g[0], (float) g[1]}),
        Jacobi.tensor(new float[] {(float) g[2]}));
  }

  private static void walks(Function<Two, Optimizer> make, Loop loop) {
    Two two = Two.start();
    Optimizer optimizer = make.apply(two);
    double[] p = START.clone();
    for (int t = 0; t < SLOPES.length; t++) {
      optimizer.rate(RATE / (t + 1));
      optimizer.step(gradients(SLOPES[t]));
      loop.step(p, SLOPES[t].clone(), RATE / (t + 1));
    }
    assertArrayEquals(p, two.values(), 2e-5);
  }

  /// One step in plain Java.
  private interface Loop {
    void step(double[] p, double[] g, double rate);
  }

  @Test
  void nesterovLooksAhead() {
    double[] v = new double[3];
    walks(
        two -> Sgd.nesterov(Parameters.of(two), RATE, 0.9, 0.01),
        (p, g, rate) -> {
          for (int i = 0; i < 3; i++) {
            double decayed = g[i] + 0.01 * p[i];
            v[i] = 0.9 * v[i] + decayed;
            p[i] -= rate * (decayed + 0.9 * v[i]);
          }
        });
  }

  @Test
  void rmsPropFollowsItsFormula() {
    double[] v = new double[3];
    double[] b = new double[3];
    walks(
        two -> RmsProp.of(Parameters.of(two), RATE, 0.8, 0.02),
        (p, g, rate) -> {
          for (int i = 0; i < 3; i++) {
            double decayed = g[i] + 0.02 * p[i];
            v[i] = 0.99 * v[i] + 0.01 * decayed * decayed;
            b[i] = 0.8 * b[i] + decayed / (Math.sqrt(v[i]) + 1e-8);
            p[i] -= rate * b[i];
          }
        });
  }

  @Test
  void adagradFollowsItsFormula() {
    double[] s = new double[3];
    walks(
        two -> Adagrad.of(Parameters.of(two), RATE, 0.02),
        (p, g, rate) -> {
          for (int i = 0; i < 3; i++) {
            double decayed = g[i] + 0.02 * p[i];
            s[i] += decayed * decayed;
            p[i] -= rate * decayed / (Math.sqrt(s[i]) + 1e-10);
          }
        });
  }

  @Test
  void lionFollowsItsFormula() {
    double[] m = new double[3];
    walks(
        two -> Lion.of(Parameters.of(two), RATE, 0.02),
        (p, g, rate) -> {
          for (int i = 0; i < 3; i++) {
            p[i] -= rate * (Math.signum(0.9 * m[i] + (1 - 0.9) * g[i]) + 0.02 * p[i]);
            m[i] = 0.99 * m[i] + (1 - 0.99) * g[i];
          }
        });
  }

  @Test
  void aNormIsClippedOverAllParametersTogether() {
    walks(two -> Sgd.of(two, RATE).clipped(new Clip.Norm(2)), OptimizersTest::clippedDescent);
    double norm = Math.sqrt(9 + 4 + 1);
    assertTrue(norm > 2, "the first gradient is clipped");
  }

  private static void clippedDescent(double[] p, double[] g, double rate) {
    double sum = 0;
    for (double each : g) {
      sum += each * each;
    }
    double factor = Math.min(1, 2 / (Math.sqrt(sum) + 1e-6));
    for (int i = 0; i < p.length; i++) {
      p[i] -= rate * factor * g[i];
    }
  }

  @Test
  void valuesAreClippedOneByOne() {
    walks(
        two -> Sgd.of(two, RATE).clipped(new Clip.Value(1.5)),
        (p, g, rate) -> {
          for (int i = 0; i < 3; i++) {
            p[i] -= rate * Math.clamp(g[i], -1.5, 1.5);
          }
        });
    assertThrows(JacobiException.class, () -> new Clip.Value(0));
    assertThrows(JacobiException.class, () -> new Clip.Norm(Double.NaN));
  }

  @Test
  void groupsHaveRatesAndDecaysOfTheirOwn() {
    walks(
        two -> Sgd.of(Parameters.of(two).with("bias", 0.5, 0), RATE, 0, 0.1),
        (p, g, rate) -> {
          p[0] -= rate * (g[0] + 0.1 * p[0]);
          p[1] -= rate * (g[1] + 0.1 * p[1]);
          p[2] -= rate * 0.5 * g[2];
        });
  }

  @Test
  void whatIsLeftOutStays() {
    Two two = Two.start();
    Optimizer optimizer = Sgd.of(Parameters.of(two).without("wei.*"), RATE, 0, 0);
    optimizer.step(two.apply(Jacobi.scalar(1)));
    assertArrayEquals(new double[] {2, -1, 0.4}, two.values(), 1e-6);
    String says =
        assertThrows(JacobiException.class, () -> Parameters.of(two).without("x")).getMessage();
    assertTrue(says.contains("no parameter is called 'x': there are [weight, bias]"), says);
  }

  @Test
  void accumulatedGradientsAreOneOfTheirMean() {
    Two two = Two.start();
    var accumulation = Accumulation.of(Sgd.of(two, RATE).clipped(new Clip.Norm(2)));
    double[] p = START.clone();
    for (int step = 0; step < 2; step++) {
      double[] mean = new double[3];
      for (double[] slopes : SLOPES) {
        accumulation.add(gradients(slopes));
        for (int i = 0; i < 3; i++) {
          mean[i] += slopes[i] / SLOPES.length;
        }
      }
      accumulation.step();
      clippedDescent(p, mean, RATE);
    }
    assertArrayEquals(p, two.values(), 1e-5);
    accumulation.step();
    assertArrayEquals(p, two.values(), 1e-5);
  }

  @Test
  void averagesFollowTheWeightsAndStandInForThem() {
    Two two = Two.start();
    Average average = Average.of(two, 0.3);
    Optimizer optimizer = Sgd.of(two, RATE);
    double[] a = START.clone();
    for (int t = 1; t <= SLOPES.length; t++) {
      optimizer.step(gradients(SLOPES[t - 1]));
      average.update();
      double share = 1 - Math.min(0.3, (1.0 + t) / (10 + t));
      double[] now = two.values();
      for (int i = 0; i < 3; i++) {
        a[i] += share * (now[i] - a[i]);
      }
    }
    double[] now = two.values();
    assertArrayEquals(a, average.run(two::values), 1e-5);
    assertArrayEquals(now, two.values());
    assertThrows(JacobiException.class, () -> Average.of(two, 1));
  }

  @Test
  void penaltiesHaveTheGradientsOfDecay() {
    Two two = Two.start();
    List<Parameter> weights = List.of(two.weight());
    assertEquals(0.3, Penalty.l1(weights, 0.1).item(), 1e-6);
    assertEquals(0.25, Penalty.l2(weights, 0.1).item(), 1e-6);
    Tensor w = two.weight().get();
    assertArrayEquals(
        new float[] {0.1f, -0.1f},
        Jacobi.gradients(Penalty.l1(weights, 0.1)).of(w).toFloats(),
        1e-6f);
    assertArrayEquals(
        new float[] {0.2f, -0.1f},
        Jacobi.gradients(Penalty.l2(weights, 0.1)).of(w).toFloats(),
        1e-6f);
    assertThrows(JacobiException.class, () -> Penalty.l1(List.of(), 1));
  }

  @Test
  void schedulesFollowTheirFormulas() {
    Schedule step = Schedule.step(0.1, 0.75, 0.5);
    assertEquals(1, step.factor(0.49));
    assertEquals(0.1, step.factor(0.5), 1e-12);
    assertEquals(0.01, step.factor(0.8), 1e-12);
    assertEquals(0.625, Schedule.linear(0.25).factor(0.5), 1e-12);
    assertEquals(0.25, Schedule.polynomial(2, 0).factor(0.5), 1e-12);
    assertEquals(0.1, Schedule.exponential(0.01).factor(0.5), 1e-12);
    Schedule cycle = Schedule.oneCycle();
    assertEquals(0.04, cycle.factor(0), 1e-12);
    assertEquals(0.52, cycle.factor(0.15), 1e-12);
    assertEquals(1, cycle.factor(0.3), 1e-12);
    assertEquals(4e-6, cycle.factor(1), 1e-12);
  }
}
