package jacobi.tck;

import static jacobi.Jacobi.concat;
import static jacobi.tck.CompositeCase.Role.DIFFERENTIATED;
import static jacobi.tck.GradientCases.add;
import static jacobi.tck.GradientCases.values;

import jacobi.op.BatchNorm;
import jacobi.op.BatchNormTraining;
import jacobi.op.Composite;
import jacobi.op.GroupNorm;
import jacobi.op.LayerNorm;
import jacobi.op.LogSumExp;
import jacobi.op.RmsNorm;
import jacobi.tck.CompositeCase.Input;
import jacobi.tensor.Tensor;
import jacobi.type.Axes;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// Normalizations and the statistics they belong to.
final class NormalizationCases {
  /// Roundings of two means over a few values.
  private static final int TERMS = 256;

  private NormalizationCases() {}

  /// All results of each op are differentiated, the saved statistics too.
  static void gradients(List<GradientCases.Case> cases) {
    GradientCases.Values plane = values(-1.3, 1.4, 3, 4);
    GradientCases.Values stack = values(-1.3, 1.4, 2, 4, 3);
    all(cases, new LayerNorm(0.1), plane, gain(4), bias(4));
    all(cases, new LayerNorm(0.1), stack, gain(4, 3), bias(4, 3));
    all(cases, new LayerNorm(1e-5), values(-1.3, 1.4, 5), gain(5), bias(5));
    all(cases, new RmsNorm(0.1), plane, gain(4));
    all(cases, new RmsNorm(0.1), stack, gain(4, 3));
    all(cases, new BatchNormTraining(0.1), plane, gain(4), bias(4));
    all(cases, new BatchNormTraining(0.1), stack, gain(4), bias(4));
    all(cases, new BatchNorm(0.1), stack, gain(4), bias(4), bias(4), values(0.3, 1.1, 4));
    all(cases, new GroupNorm(2, 0.1), values(-1.3, 1.4, 3, 4), gain(4), bias(4));
    all(cases, new GroupNorm(2, 0.1), stack, gain(4), bias(4));
    all(cases, new GroupNorm(4, 0.1), stack, gain(4), bias(4));
    all(cases, new LogSumExp(new Axes(2)), stack);
    all(cases, new LogSumExp(new Axes(5)), stack);
  }

  private static GradientCases.Values gain(long... shape) {
    return values(0.6, 1.7, shape);
  }

  private static GradientCases.Values bias(long... shape) {
    return values(-0.9, 0.8, shape);
  }

  private static void all(
      List<GradientCases.Case> cases, Composite op, GradientCases.Values... inputs) {
    add(
        cases,
        op.name(),
        t -> {
          List<Tensor> flat = new ArrayList<>();
          for (Tensor result : Tensor.all(op, t.toArray(Tensor[]::new))) {
            flat.add(result.reshape(-1));
          }
          return concat(0, flat.toArray(Tensor[]::new));
        },
        inputs);
  }

  /// Each op on batches, the empty one among them where it has statistics to take.
  static List<CompositeCase> composites() {
    List<CompositeCase> cases = new ArrayList<>();
    for (long batch : new long[] {0, 1, 3}) {
      cases.add(composite(new LayerNorm(0.1), batch, channels(17), channels(17), 17));
      cases.add(composite(new LayerNorm(0.1), batch, channels(4, 5), channels(4, 5), 4, 5));
      cases.add(CompositeCase.of(new RmsNorm(0.1), TERMS, false, input(batch, 17), channels(17)));
      cases.add(composite(new GroupNorm(3, 0.1), batch, channels(6), channels(6), 6, 5));
      cases.add(
          CompositeCase.of(
              new BatchNorm(0.1),
              TERMS,
              false,
              input(batch, 6, 5),
              channels(6),
              channels(6),
              channels(6),
              positive(6)));
      cases.add(CompositeCase.of(new LogSumExp(new Axes(2)), TERMS, false, input(batch, 17, 3)));
    }
    // Rows of several blocks and parts, and rows longer than a block.
    for (long[] x : new long[][] {{700, 130}, {3, 1100}}) {
      cases.add(composite(new LayerNorm(0.1), x[0], channels(x[1]), channels(x[1]), x[1]));
      cases.add(
          CompositeCase.of(new RmsNorm(0.1), TERMS, false, input(x[0], x[1]), channels(x[1])));
    }
    cases.add(composite(new BatchNormTraining(0.1), 3, channels(6), channels(6), 6, 5));
    cases.add(composite(new BatchNormTraining(0.1), 17, channels(2), channels(2), 2));
    // Planes long enough to be gone through one by one, and blocks of many short ones.
    cases.add(composite(new BatchNormTraining(0.1), 3, channels(2), channels(2), 2, 23, 27));
    cases.add(composite(new BatchNormTraining(0.1), 3, channels(70), channels(70), 70, 31));
    cases.add(composite(new GroupNorm(2, 0.1), 2, channels(4), channels(4), 4, 23, 27));
    cases.add(composite(new GroupNorm(7, 0.1), 2, channels(70), channels(70), 70, 65));
    Input[] four = {channels(2), channels(2), channels(2), positive(2)};
    Input planes = input(3, 2, 23, 27);
    cases.add(
        CompositeCase.of(
            new BatchNorm(0.1), TERMS, false, planes, four[0], four[1], four[2], four[3]));
    return cases;
  }

  private static CompositeCase composite(
      Composite op, long batch, Input gain, Input bias, long... rest) {
    long[] sizes = new long[rest.length + 1];
    sizes[0] = batch;
    System.arraycopy(rest, 0, sizes, 1, rest.length);
    return CompositeCase.of(op, TERMS, false, input(sizes), gain, bias);
  }

  private static Input input(long... shape) {
    return CompositeCases.reals(DIFFERENTIATED, shape);
  }

  private static Input channels(long... shape) {
    return CompositeCases.reals(DIFFERENTIATED, shape);
  }

  private static Input positive(long... shape) {
    double[] sizes = CompositeCases.reals(DIFFERENTIATED, shape).sizes();
    return Input.of(DIFFERENTIATED, sizes, Shape.of(shape).sizes());
  }
}
