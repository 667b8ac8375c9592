package jacobi.tck.check;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Formula;
import jacobi.tck.cases.Sample;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;
import java.util.function.UnaryOperator;

/// C12: where there is no derivative there is a convention.
final class Kinks {
  private Kinks() {}

  static void add(Catalog catalog) {
    for (DType dtype : catalog.floats()) {
      kink(catalog, dtype, "ABS", Tensor::abs, 0, 0);
      kink(catalog, dtype, "RELU", Tensor::relu, 0, 0);
      kink(catalog, dtype, "LEAKY_RELU", x -> x.leakyRelu(0.25), 0, 0.25);
      kink(catalog, dtype, "SIGN", x -> x.sign().add(x), 0, 1);
      kink(catalog, dtype, "FLOOR", x -> x.floor().add(x), 2, 1);
      kink(catalog, dtype, "ROUND", x -> x.round().add(x), 0.5, 1);
      kink(catalog, dtype, "clamp", x -> x.clamp(0, 2), 2, 1);
      kink(catalog, dtype, "clampMin", x -> x.clampMin(0), 0, 1);
      kink(catalog, dtype, "SQRT", Tensor::sqrt, 0, Double.POSITIVE_INFINITY);
      ties(catalog, dtype);
      picked(catalog, dtype);
      stable(catalog, dtype);
    }
  }

  /// The gradient at one point.
  private static void kink(
      Catalog catalog, DType dtype, String op, UnaryOperator<Tensor> f, double at, double slope) {
    gradient(
        catalog,
        "12.1",
        op,
        dtype,
        in -> List.of(f.apply(in.getFirst())),
        List.of(Given.vector(dtype, at, 5)),
        new double[] {2, 0},
        new double[] {2 * slope, 0});
  }

  private static void ties(Catalog catalog, DType dtype) {
    Arg tied = Given.vector(dtype, 4, 4, 2, 4);
    gradient(catalog, "12.2", "MAX", dtype, pair(Tensor::maximum), both(dtype), g(6), g(3, 3));
    gradient(catalog, "12.2", "MIN", dtype, pair(Tensor::minimum), both(dtype), g(6), g(3, 3));
    gradient(
        catalog,
        "12.2",
        "REDUCE_MAX",
        dtype,
        in -> List.of(in.getFirst().max()),
        List.of(tied),
        g(6),
        g(2, 2, 0, 2));
    gradient(
        catalog,
        "12.2",
        "REDUCE_MIN",
        dtype,
        in -> List.of(in.getFirst().neg().min()),
        List.of(tied),
        g(6),
        g(-2, -2, 0, -2));
    firsts(catalog, dtype, tied);
  }

  /// Where the first of equals takes all.
  private static void firsts(Catalog catalog, DType dtype, Arg tied) {
    Arg plane = Given.floats(dtype, Shape.of(1, 1, 2, 2), 4, 4, 2, 4);
    gradient(
        catalog,
        "12.2",
        "MAX_POOL2D",
        dtype,
        in -> List.of(in.getFirst().maxPool2d(2)),
        List.of(plane),
        g(6),
        g(6, 0, 0, 0));
    gradient(
        catalog,
        "12.2",
        "TOP_K",
        dtype,
        in -> List.of(in.getFirst().topk(1, 0).values()),
        List.of(tied),
        g(6),
        g(6, 0, 0, 0));
  }

  private interface Two {
    Tensor of(Tensor a, Tensor b);
  }

  private static Formula pair(Two f) {
    return in -> List.of(f.of(in.getFirst().slice(0, 0, 1), in.getFirst().slice(0, 1, 2)));
  }

  private static List<Arg> both(DType dtype) {
    return List.of(Given.vector(dtype, 3, 3));
  }

  private static double[] g(double... numbers) {
    return numbers;
  }

  private static void picked(Catalog catalog, DType dtype) {
    Arg index = Given.longs(DType.I64, 1, 1, 0, 1);
    Arg x = Given.vector(dtype, 5, 6, 7);
    gradient(
        catalog,
        "12.3",
        "GATHER",
        dtype,
        in -> List.of(in.get(0).gather(0, in.get(1))),
        List.of(x, index),
        g(1, 2, 4, 8),
        g(4, 11, 0));
    gradient(
        catalog,
        "12.3",
        "EMBEDDING",
        dtype,
        in -> List.of(in.get(0).embedding(in.get(1))),
        List.of(Given.floats(dtype, Shape.of(3, 1), 5, 6, 7), index),
        g(1, 2, 4, 8),
        g(4, 11, 0));
    gradient(
        catalog,
        "12.3",
        "SCATTER_ADD",
        dtype,
        in -> List.of(in.get(0).neg().scatterAdd(0, in.get(1), in.get(0).sum().expand(4))),
        List.of(x, index),
        g(1, 2, 4),
        g(-1 + 7, -2 + 7, -4 + 7));
    catalog.add("12.3", "SCATTER_ADD twice", dtype, 0, trial -> twice(trial, x, index));
  }

  private static void twice(Trial trial, Arg x, Arg index) {
    Sample sample =
        trial.about(
            new Sample(
                "SCATTER_ADD of the same place",
                in -> List.of(in.get(0).scatterAdd(0, in.get(1), in.get(2))),
                List.of(x, index, Given.vector(trial.dtype(), 1, 2, 4, 8))));
    Compare.numbers("the result", g(9, 17, 7), trial.lab().forward(sample).getFirst());
  }

  private static void stable(Catalog catalog, DType dtype) {
    Arg x = Given.vector(dtype, 2, 1, 2, 1, 2, -0.0, 0);
    for (boolean descending : new boolean[] {false, true}) {
      double[] order = descending ? g(0, 2, 4, 1, 3, 5, 6) : g(5, 6, 1, 3, 0, 2, 4);
      catalog.add(
          "12.4",
          descending ? "SORT descending" : "SORT",
          dtype,
          0,
          trial -> {
            Sample sample =
                trial.about(
                    new Sample(
                        "SORT",
                        in -> List.of(in.getFirst().sort(0, descending).indices()),
                        List.of(x)));
            Compare.numbers("the order", order, trial.lab().forward(sample).getFirst());
          });
    }
  }

  private static void gradient(
      Catalog catalog,
      String rule,
      String op,
      DType dtype,
      Formula f,
      List<Arg> args,
      double[] cotangent,
      double[] expected) {
    catalog.add(
        rule,
        op,
        dtype,
        0,
        trial -> {
          Sample sample = trial.about(new Sample(op, f, args));
          Compare.numbers("the gradient", expected, gradient(trial, sample, cotangent));
        });
  }

  private static Array gradient(Trial trial, Sample sample, double[] cotangent) {
    Shape shape = trial.lab().forward(sample).getFirst().shape();
    Arg g = Given.floats(trial.dtype(), shape, cotangent);
    return trial.lab().gradient(sample, List.of(g)).getFirst();
  }
}
