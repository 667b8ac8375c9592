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
    all.add("LAYER_NORM", Trait.CURVED, Norms::layerNorm);
    all.add("RMS_NORM", Trait.CURVED, Norms::rmsNorm);
    all.add("BATCH_NORM_TRAINING", Trait.CURVED, Norms::batchNormTraining);
    all.add("BATCH_NORM", Trait.CURVED, Norms::batchNorm);
    all.add("GROUP_NORM", Trait.CURVED, Norms::groupNorm);
  }

  private static Sample layerNorm(Draws draws) {
    Arg x = rows(draws);
    long width = x.shape().size(1);
    return of(new LayerNorm(EPS), x, gain(draws, width), bias(draws, width));
  }

  private static Sample rmsNorm(Draws draws) {
    Arg x = rows(draws);
    return of(new RmsNorm(EPS), x, gain(draws, x.shape().size(1)));
  }

  private static Sample batchNormTraining(Draws draws) {
    Arg x = channeled(draws, 1);
    long channels = x.shape().size(1);
    return of(new BatchNormTraining(EPS), x, gain(draws, channels), bias(draws, channels));
  }

  private static Sample batchNorm(Draws draws) {
    Arg x = channeled(draws, 1);
    long channels = x.shape().size(1);
    Arg gain = gain(draws, channels);
    Arg bias = bias(draws, channels);
    Arg mean = bias(draws, channels);
    Arg variance = draws.input(Range.of(0.25, 2), channels);
    return of(new BatchNorm(EPS), x, gain, bias, mean, variance);
  }

  private static Sample groupNorm(Draws draws) {
    Arg x = channeled(draws, 2);
    long channels = x.shape().size(1);
    return of(new GroupNorm(2, EPS), x, gain(draws, channels), bias(draws, channels));
  }

  /// Wide rows, or many.
  private static Arg rows(Draws draws) {
    boolean tall = draws.choices().flag();
    long rows = tall ? draws.some() : draws.other();
    return draws.input(Range.PLAIN, rows, tall ? Math.max(2, draws.several(3)) : wide(draws));
  }

  private static long wide(Draws draws) {
    return Math.max(2, draws.size());
  }

  /// Many samples, many places, or many channels.
  ///
  /// @param groups a divisor of the channels
  private static Arg channeled(Draws draws, long groups) {
    int large = draws.choices().spread(3);
    long few = draws.several(2);
    long channels = groups * (large == 2 ? wide(draws) : draws.several(2));
    long many =
        large == 2
            ? Math.max(2, draws.several(2))
            : Math.max(2, draws.fitting(wide(draws), few * channels));
    return draws.input(Range.PLAIN, large == 1 ? many : few, channels, large == 1 ? few : many);
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
