package jacobi.tck.vocabulary;

import static jacobi.tck.vocabulary.Entry.sample;

import jacobi.op.ArgReduce;
import jacobi.op.Reduce;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Sample;
import jacobi.type.Axes;
import jacobi.type.Shape;
import java.util.List;

/// Ops along axes: reductions and running sums.
final class Folding {
  private Folding() {}

  static void add(Vocabulary all) {
    all.add("REDUCE_SUM", Trait.AFFINE, Types.NUMBERS, draws -> reduce(Reduce.Kind.SUM, draws));
    all.add("REDUCE_MAX", Trait.PIECEWISE, Types.ALL, draws -> reduce(Reduce.Kind.MAX, draws));
    all.add("REDUCE_MIN", Trait.PIECEWISE, Types.ALL, draws -> reduce(Reduce.Kind.MIN, draws));
    for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
      all.add(kind.name(), Trait.DISCRETE, Types.ALL, draws -> argReduce(kind, draws));
    }
    all.add("mean", Trait.AFFINE, Folding::mean);
    all.add("CUM_SUM", Trait.AFFINE, Types.NUMBERS, Folding::cumsum);
    all.add(
        "CUM_PROD",
        Trait.AFFINE,
        draws -> {
          Arg x = draws.input(Range.FEW, few(draws));
          int axis = draws.axis(x.shape());
          return sample("CUM_PROD " + axis, in -> List.of(in.getFirst().cumprod(axis)), x);
        });
    all.add(
        "PROD",
        Trait.AFFINE,
        draws -> {
          Arg x = draws.input(Range.FEW, few(draws));
          int axis = draws.axis(x.shape());
          return sample("PROD " + axis, in -> List.of(in.getFirst().prod(axis)), x);
        });
    all.add(
        "LOG_SUM_EXP",
        Trait.CURVED,
        draws -> {
          Arg x = draws.input(Range.of(-9, 9), atLeastOne(draws));
          int axis = draws.axis(x.shape());
          return sample("LOG_SUM_EXP " + axis, in -> List.of(in.getFirst().logSumExp(axis)), x);
        });
  }

  /// Products of so few numbers from −2 to 2 that they are exact.
  private static Shape few(Draws draws) {
    return Shape.of(1 + draws.choices().below(3), 1 + draws.choices().below(4));
  }

  static Shape atLeastOne(Draws draws) {
    Shape shape = draws.shape(1, 3);
    for (int i = 0; i < shape.rank(); i++) {
      shape = shape.size(i) == 0 ? shape.with(i, 1) : shape;
    }
    return shape;
  }

  private static Sample reduce(Reduce.Kind kind, Draws draws) {
    Shape shape = kind == Reduce.Kind.SUM ? draws.shape(0, 4) : atLeastOne(draws);
    Axes axes = new Axes(draws.choices().below(1 << shape.rank()));
    Arg x = draws.input(kind == Reduce.Kind.SUM ? Range.PLAIN : Range.SPACED, shape);
    var op = new Reduce(kind, axes);
    return sample(
        op.name() + " over " + axes,
        in -> List.of(in.getFirst().engine().apply(op, in.getFirst())),
        x);
  }

  private static Sample argReduce(ArgReduce.Kind kind, Draws draws) {
    Arg x = draws.input(Range.PLAIN, atLeastOne(draws));
    var op = new ArgReduce(kind, draws.axis(x.shape()));
    return sample(op.toString(), in -> List.of(in.getFirst().engine().apply(op, in.getFirst())), x);
  }

  private static Sample mean(Draws draws) {
    long power = draws.power();
    Arg x = draws.input(Range.PLAIN, draws.other(), power);
    return sample("mean", in -> List.of(in.getFirst().mean(1)), x);
  }

  private static Sample cumsum(Draws draws) {
    Arg x = draws.input(Range.PLAIN, draws.shape(1, 3));
    int axis = draws.axis(x.shape());
    return sample("CUM_SUM " + axis, in -> List.of(in.getFirst().cumsum(axis)), x);
  }
}
