package jacobi.op;

import static jacobi.op.Inference.f32;
import static jacobi.op.Inference.i32;
import static jacobi.op.Inference.misfits;
import static jacobi.op.Inference.mistyped;
import static jacobi.op.Inference.says;
import static jacobi.op.Inference.yields;
import static jacobi.op.Inference.yieldsAll;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.type.Axes;
import jacobi.type.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The shape and type rules of normalizations, and what they say when they refuse.
class NormalizationInferenceTest {
  @Test
  void layerNormWantsAGainOfTheLastAxes() {
    var op = new LayerNorm(0.1);
    Spec x = f32(2, 3, 4);
    yieldsAll(List.of(x, f32(2, 3), f32(2, 3)), op, x, f32(4), f32(4));
    yieldsAll(List.of(x, f32(2), f32(2)), op, x, f32(3, 4), f32(3, 4));
    yieldsAll(List.of(f32(4), f32(), f32()), op, f32(4), f32(4), f32(4));
    misfits(op, List.of(x, f32(3), f32(3)), "LAYER_NORM of [2, 3, 4]", "last axes", "got [3]");
    misfits(op, List.of(x, f32(), f32()), "LAYER_NORM", "got []");
    misfits(op, List.of(f32(4), f32(2, 4), f32(2, 4)), "LAYER_NORM of [4]", "got [2, 4]");
    misfits(op, List.of(f32(2, 0), f32(0), f32(0)), "LAYER_NORM of [2, 0]", "empty");
    misfits(op, List.of(x, f32(4), f32(3)), "LAYER_NORM of [4] and [3]", "equal");
    mistyped(op, List.of(x, i32(4), f32(4)), "LAYER_NORM of F32 and I32");
    mistyped(op, List.of(i32(4), i32(4), i32(4)), "LAYER_NORM wants floats, got I32: cast(F32)");
    var back = new LayerNormBackward();
    yieldsAll(List.of(x, f32(4), f32(4)), back, x, x, f32(4), f32(2, 3), f32(2, 3));
    misfits(back, List.of(x, x, f32(4), f32(2), f32(2, 3)), "LAYER_NORM_BACKWARD", "[2, 3]", "[2]");
    misfits(back, List.of(x, x, f32(4), f32(2, 3), f32(2)), "LAYER_NORM_BACKWARD", "[2, 3]", "[2]");
    misfits(back, List.of(f32(4), x, f32(4), f32(2, 3), f32(2, 3)), "[4] and [2, 3, 4]", "equal");
  }

  @Test
  void rmsNormWantsAGainOfTheLastAxes() {
    var op = new RmsNorm(0.1);
    Spec x = f32(2, 3, 4);
    yieldsAll(List.of(x, f32(2, 3)), op, x, f32(4));
    misfits(op, List.of(x, f32(3)), "RMS_NORM of [2, 3, 4]", "last axes", "got [3]");
    mistyped(op, List.of(i32(4), i32(4)), "RMS_NORM wants floats, got I32");
    var back = new RmsNormBackward();
    yieldsAll(List.of(x, f32(4)), back, x, x, f32(4), f32(2, 3));
    misfits(back, List.of(x, x, f32(4), f32(2)), "RMS_NORM_BACKWARD of [2, 3] and [2]");
    misfits(back, List.of(f32(2), x, f32(4), f32(2, 3)), "RMS_NORM_BACKWARD of [2]");
  }

  @Test
  void batchNormWantsOneNumberAChannel() {
    Spec x = f32(5, 3, 4);
    Spec c = f32(3);
    var training = new BatchNormTraining(0.1);
    yieldsAll(List.of(x, c, c, c), training, x, c, c);
    misfits(training, List.of(x, f32(4), c), "BATCH_NORM_TRAINING of [5, 3, 4]", "got [4]");
    misfits(training, List.of(x, c, f32(3, 1)), "one number a channel", "got [3, 1]");
    misfits(training, List.of(c, c, c), "wants x [N, C, …]");
    misfits(training, List.of(f32(0, 3), c, c), "BATCH_NORM_TRAINING of [0, 3]: no values");
    mistyped(training, List.of(x, c, i32(3)), "BATCH_NORM_TRAINING of F32 and I32");
    var evaluation = new BatchNorm(0.1);
    yields(x, evaluation, x, c, c, c, c);
    yields(f32(0, 3), evaluation, f32(0, 3), c, c, c, c);
    misfits(evaluation, List.of(x, c, c, c, f32(5)), "BATCH_NORM of [5, 3, 4]", "got [5]");
    var back = new BatchNormBackward();
    yieldsAll(List.of(x, c, c), back, x, x, c, c, c);
    misfits(back, List.of(x, x, c, c, f32(1)), "BATCH_NORM_BACKWARD", "got [1]");
    misfits(back, List.of(f32(5, 3), x, c, c, c), "BATCH_NORM_BACKWARD of [5, 3] and [5, 3, 4]");
  }

  @Test
  void groupNormWantsChannelsThatDivide() {
    var op = new GroupNorm(2, 0.1);
    Spec x = f32(5, 6, 3);
    Spec c = f32(6);
    yieldsAll(List.of(x, f32(5, 2), f32(5, 2)), op, x, c, c);
    Spec none = f32(0, 6);
    yieldsAll(List.of(none, f32(0, 2), f32(0, 2)), op, none, c, c);
    misfits(new GroupNorm(4, 0.1), List.of(x, c, c), "GROUP_NORM of [5, 6, 3] in 4 groups");
    misfits(new GroupNorm(0, 0.1), List.of(x, c, c), "in 0 groups");
    misfits(op, List.of(f32(5, 6, 0), c, c), "a group is empty");
    misfits(op, List.of(x, c, f32(5)), "one number a channel, got [5]");
    mistyped(op, List.of(i32(5, 6), i32(6), i32(6)), "GROUP_NORM wants floats, got I32");
    var back = new GroupNormBackward(2);
    yieldsAll(List.of(x, c, c), back, x, x, c, f32(5, 2), f32(5, 2));
    misfits(back, List.of(x, x, c, f32(5), f32(5, 2)), "GROUP_NORM_BACKWARD of [5, 2] and [5]");
    misfits(back, List.of(x, x, c, f32(5, 2), f32(2)), "GROUP_NORM_BACKWARD of [5, 2] and [2]");
  }

  @Test
  void epsIsAtLeastZero() {
    for (double eps : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
      String said = "wants eps ≥ 0, got " + eps;
      says(assertThrows(ShapeException.class, () -> new LayerNorm(eps)), "LAYER_NORM " + said);
      says(assertThrows(ShapeException.class, () -> new RmsNorm(eps)), "RMS_NORM " + said);
      says(assertThrows(ShapeException.class, () -> new BatchNorm(eps)), "BATCH_NORM " + said);
      says(
          assertThrows(ShapeException.class, () -> new BatchNormTraining(eps)),
          "BATCH_NORM_TRAINING " + said);
      says(assertThrows(ShapeException.class, () -> new GroupNorm(1, eps)), "GROUP_NORM " + said);
    }
  }

  @Test
  void logSumExpFoldsAxesWithElements() {
    yields(f32(2, 4), new LogSumExp(new Axes(2)), f32(2, 3, 4));
    yields(f32(), new LogSumExp(new Axes(3)), f32(2, 3));
    yields(f32(0), new LogSumExp(new Axes(2)), f32(0, 3));
    misfits(new LogSumExp(new Axes(2)), List.of(f32(2, 0)), "LOG_SUM_EXP over [1] of [2, 0]");
    misfits(new LogSumExp(new Axes(4)), List.of(f32(2, 3)), "LOG_SUM_EXP over [2] of [2, 3]");
    mistyped(new LogSumExp(new Axes(1)), List.of(i32(2)), "LOG_SUM_EXP wants floats, got I32");
  }
}
