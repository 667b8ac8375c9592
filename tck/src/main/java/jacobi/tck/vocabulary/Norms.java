package jacobi.tck.vocabulary;

import jacobi.op.BatchNorm;
import jacobi.op.BatchNormTraining;
import jacobi.op.Composite;
import jacobi.op.GroupNorm;
import jacobi.op.LayerNorm;
import jacobi.op.RmsNorm;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Sample;
import jacobi.tensor.Tensor;
import java.util.List;

/// Normalizations, with the statistics they return.
final class Norms {
  /// Large enough to be felt.
  private static final double EPS = 0.125;

  private Norms() {}

  static void add(Vocabulary all) {
    all.add(
        "LAYER_NORM",
        Trait.CURVED,
        draws -> {
          long width = wide(draws);
          Arg x = draws.input(Range.PLAIN, draws.other(), width);
          return of(new LayerNorm(EPS), x, gain(draws, width), bias(draws, width));
        });
    all.add(
        "RMS_NORM",
        Trait.CURVED,
        draws -> {
          long width = wide(draws);
          Arg x = draws.input(Range.PLAIN, draws.other(), width);
          return of(new RmsNorm(EPS), x, gain(draws, width));
        });
    all.add(
        "BATCH_NORM_TRAINING",
        Trait.CURVED,
        draws -> {
          Arg x = draws.input(Range.PLAIN, wide(draws), 2, 1 + draws.choices().below(2));
          return of(new BatchNormTraining(EPS), x, gain(draws, 2), bias(draws, 2));
        });
    all.add(
        "BATCH_NORM",
        Trait.CURVED,
        draws -> {
          Arg x = draws.input(Range.PLAIN, draws.other(), 2, 3);
          Arg variance = draws.input(Range.of(0.25, 2), 2);
          return of(
              new BatchNorm(EPS), x, gain(draws, 2), bias(draws, 2), bias(draws, 2), variance);
        });
    all.add(
        "GROUP_NORM",
        Trait.CURVED,
        draws -> {
          Arg x = draws.input(Range.PLAIN, draws.other(), 4, 1 + draws.choices().below(3));
          return of(new GroupNorm(2, EPS), x, gain(draws, 4), bias(draws, 4));
        });
  }

  private static long wide(Draws draws) {
    return Math.max(2, draws.size());
  }

  private static Arg gain(Draws draws, long width) {
    return draws.input(Range.of(0.5, 2), width);
  }

  private static Arg bias(Draws draws, long width) {
    return draws.input(Range.PLAIN, width);
  }

  static Sample of(Composite op, Arg... args) {
    return new Sample(
        op.name() + " " + op, in -> Tensor.all(op, in.toArray(Tensor[]::new)), List.of(args));
  }
}
