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
          long channels = draws.several(2);
          Arg x = channeled(draws, channels);
          return of(new BatchNormTraining(EPS), x, gain(draws, channels), bias(draws, channels));
        });
    all.add(
        "BATCH_NORM",
        Trait.CURVED,
        draws -> {
          long channels = draws.several(2);
          Arg x = channeled(draws, channels);
          Arg gain = gain(draws, channels);
          Arg bias = bias(draws, channels);
          Arg mean = bias(draws, channels);
          Arg variance = draws.input(Range.of(0.25, 2), channels);
          return of(new BatchNorm(EPS), x, gain, bias, mean, variance);
        });
    all.add(
        "GROUP_NORM",
        Trait.CURVED,
        draws -> {
          long channels = 2 * draws.several(2);
          Arg x = channeled(draws, channels);
          return of(new GroupNorm(2, EPS), x, gain(draws, channels), bias(draws, channels));
        });
  }

  private static long wide(Draws draws) {
    return Math.max(2, draws.size());
  }

  /// Many samples of few places, or few of many.
  private static Arg channeled(Draws draws, long channels) {
    boolean deep = draws.choices().flag();
    long few = draws.several(2);
    long many = Math.max(2, draws.fitting(wide(draws), few * channels));
    return draws.input(Range.PLAIN, deep ? many : few, channels, deep ? few : many);
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
