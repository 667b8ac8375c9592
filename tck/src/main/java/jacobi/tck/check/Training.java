package jacobi.tck.check;

import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Engine;
import jacobi.tensor.Scope;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// C30: it learns.
final class Training {
  private static final int HIDDEN = 8;

  private static final int STEPS = 1000;

  private Training() {}

  static void add(Catalog catalog) {
    for (DType dtype : catalog.floats()) {
      catalog.add("30.1", "regression", dtype, 2, Training::regression);
      catalog.add("30.3", "network", dtype, 2, Training::network);
    }
    catalog.add("30.2", "exclusive or", DType.F32, 0, Training::exclusiveOr);
  }

  /// `w ← w − η·Xᵀ·(X·w − y)` with `η` a power of two, a few steps by the reverse pass and by the
  /// same formula in doubles; whole numbers and halves, so both are exact.
  private static void regression(Trial trial) {
    Draws draws = trial.draws(Regime.EXACT, Scale.TINY, false);
    Arg x = draws.plain(Range.FEW, 4, 2);
    Arg y = draws.plain(Range.FEW, 4, 1);
    double[] w = {0, 0};
    Lab lab = trial.lab();
    List<double[]> found =
        lab.run(() -> {
          Engine engine = lab.session().engine();
          Tensor now = Given.floats(trial.dtype(), Shape.of(2, 1), 0, 0).tensor(engine);
          List<double[]> all = new ArrayList<>();
          for (int step = 0; step < 3; step++) {
            Tensor rest = x.tensor(engine).matmul(now).sub(y.tensor(engine));
            Tensor g = lab.session().gradients(rest.square().sum()).of(now);
            now = now.sub(g.mul(1.0 / 16)).detach().watch();
            all.add(Steps.flat(Array.of(List.of(now))));
          }
          return all;
        });
    for (int step = 0; step < 3; step++) {
      w = descended(x, y, w);
      double[] one = found.get(step);
      Mismatch.unless(
          one[0] == w[0] && one[1] == w[1],
          "after step %d the weights are %s, %s instead of %s, %s",
          step + 1,
          one[0],
          one[1],
          w[0],
          w[1]);
    }
  }

  private static double[] descended(Arg x, Arg y, double[] w) {
    double[] next = w.clone();
    for (int i = 0; i < 4; i++) {
      double a = x.values().asDouble(2 * i);
      double b = x.values().asDouble(2 * i + 1);
      double rest = a * w[0] + b * w[1] - y.values().asDouble(i);
      next[0] -= 2 * rest * a / 16;
      next[1] -= 2 * rest * b / 16;
    }
    return next;
  }

  private static void exclusiveOr(Trial trial) {
    Stream random = Seed.of(7).at("xor").stream();
    List<Arg> start = new ArrayList<>();
    for (Shape shape :
        List.of(Shape.of(HIDDEN, 2), Shape.of(HIDDEN), Shape.of(1, HIDDEN), Shape.of(1))) {
      double[] numbers = new double[(int) shape.elements()];
      java.util.Arrays.setAll(numbers, i -> random.nextDouble(-1, 1));
      start.add(Given.floats(DType.F32, shape, numbers));
    }
    Arg x = Given.floats(DType.F32, Shape.of(4, 2), 0, 0, 0, 1, 1, 0, 1, 1);
    Arg y = Given.floats(DType.F32, Shape.of(4, 1), 0, 1, 1, 0);
    Lab lab = trial.lab();
    float[] found = lab.session().run(() -> learned(lab, start, x, y));
    float[] wanted = {0, 1, 1, 0};
    for (int i = 0; i < 4; i++) {
      Mismatch.unless(
          Math.round(found[i]) == wanted[i], "row %d gives %s, not %s", i, found[i], wanted[i]);
    }
  }

  private static float[] learned(Lab lab, List<Arg> start, Arg x, Arg y) {
    Engine engine = lab.session().engine();
    List<State> cells = new ArrayList<>();
    start.forEach(arg -> cells.add(State.of(arg.tensor(engine))));
    for (int step = 0; step < STEPS; step++) {
      Scope.run(_ -> {
        List<Tensor> w = cells.stream().map(cell -> cell.get().watch()).toList();
        Tensor loss = net(x.tensor(engine), w).mse(y.tensor(engine));
        List<Tensor> g = lab.session().gradients(loss).of(w);
        for (int i = 0; i < w.size(); i++) {
          cells.get(i).set(w.get(i).sub(g.get(i).mul(0.125)));
        }
        return loss.item();
      });
    }
    List<Tensor> w = cells.stream().map(State::get).toList();
    return net(x.tensor(engine), w).toFloats();
  }

  private static Tensor net(Tensor x, List<Tensor> w) {
    return x.linear(w.get(0), w.get(1)).tanh().linear(w.get(2), w.get(3));
  }

  /// Convolution, norm, attention and loss in one.
  private static void network(Trial trial) {
    Draws draws = trial.draws(Regime.REAL, Scale.TINY, false);
    Sample sample =
        trial.about(
            new Sample(
                "a network",
                in -> {
                  Tensor planes = in.get(0).conv2d(in.get(1), 1, 1).geluTanh();
                  Tensor rows = planes.flatten(2).layerNorm(in.get(2), in.get(3), 0.125);
                  Tensor seen = rows.scaledDotProductAttention(rows, rows);
                  return List.of(seen.mean(1).crossEntropy(in.get(4)));
                },
                List.of(
                    draws.plain(Range.PLAIN, 2, 1, 2, 2),
                    draws.input(Range.PLAIN, 2, 1, 3, 3),
                    draws.input(Range.of(0.5, 2), 4),
                    draws.input(Range.PLAIN, 4),
                    draws.index(4, 2))));
    List<Arg> g = SmoothGradients.cotangents(trial, trial.lab().forward(sample));
    Compare.bounded(
        trial,
        "the gradient",
        trial.oracle().gradient(sample, g, trial.lab().info().accuracy()),
        trial.lab().gradient(sample, g));
  }
}
