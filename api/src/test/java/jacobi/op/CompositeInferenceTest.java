package jacobi.op;

import static jacobi.op.Inference.bool;
import static jacobi.op.Inference.f32;
import static jacobi.op.Inference.i32;
import static jacobi.op.Inference.i64;
import static jacobi.op.Inference.misfits;
import static jacobi.op.Inference.mistyped;
import static jacobi.op.Inference.yields;
import static jacobi.op.Inference.yieldsAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.type.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The shape and type rules of the composites, and what they say when they refuse.
class CompositeInferenceTest {
  private static final Sliding PLAIN = Sliding.of(1, 0);

  @Test
  void activationsKeepShapeAndWantFloats() {
    for (Activation of : Activation.values()) {
      yields(f32(2, 3), of, f32(2, 3));
      mistyped(of, List.of(i32(2)), of.name(), "I32");
      var back = new ActivationBackward(of);
      yields(f32(2, 3), back, f32(2, 3), f32(2, 3));
      misfits(back, List.of(f32(2), f32(3)), of.name() + "_BACKWARD", "[2]", "[3]");
    }
    for (Op op : List.of(new LeakyRelu(0.1), new Elu(1))) {
      yields(f32(4), op, f32(4));
      mistyped(op, List.of(bool(4)), op.name(), "BOOL");
    }
  }

  @Test
  void softmaxWantsAnAxisWithElements() {
    for (Op op : List.of(new Softmax(1), new LogSoftmax(1))) {
      yields(f32(2, 3), op, f32(2, 3));
      misfits(op, List.of(f32(2, 0)), op.name(), "axis 1", "[2, 0]", "empty");
      misfits(op, List.of(f32(2)), "axis 1", "[2]");
      mistyped(op, List.of(i64(2, 3)), op.name(), "I64");
    }
    for (Op op : List.of(new SoftmaxBackward(1), new LogSoftmaxBackward(1))) {
      yields(f32(2, 3), op, f32(2, 3), f32(2, 3));
      misfits(op, List.of(f32(2, 3), f32(3, 2)), op.name(), "[2, 3]", "[3, 2]");
    }
  }

  @Test
  void linearMapsTheLastAxis() {
    var op = new Linear();
    yields(f32(5, 2, 4), op, f32(5, 2, 3), f32(4, 3), f32(4));
    misfits(op, List.of(f32(5, 2), f32(4, 3), f32(4)), "LINEAR", "[5, 2]", "[4, 3]", "2 ≠ 3");
    misfits(op, List.of(f32(5, 3), f32(4, 3), f32(5)), "LINEAR", "[4, 3]", "[5]");
    misfits(op, List.of(f32(5, 3), f32(3), f32(4)), "LINEAR", "[3]");
    mistyped(op, List.of(f32(5, 3), i32(4, 3), f32(4)), "LINEAR", "F32", "I32");
  }

  @Test
  void convolutionsSlideOverPaddedPlanes() {
    var op = new Conv2d(new Sliding(2, 1, 1), new Sliding(1, 0, 2), 2);
    yields(f32(5, 6, 4, 4), op, f32(5, 4, 8, 8), f32(6, 2, 3, 3));
    misfits(op, List.of(f32(5, 3, 8, 8), f32(6, 2, 3, 3)), "CONV2D", "[5, 3, 8, 8]", "3 ≠ 2·2");
    misfits(op, List.of(f32(5, 4, 8, 8), f32(5, 2, 3, 3)), "CONV2D", "[5, 2, 3, 3]");
    misfits(op, List.of(f32(4, 8, 8), f32(6, 2, 3, 3)), "CONV2D", "[4, 8, 8]");
    misfits(op, List.of(f32(5, 4, 8, 4), f32(6, 2, 3, 3)), "window of 3", "axis of 4");
    mistyped(op, List.of(i32(5, 4, 8, 8), i32(6, 2, 3, 3)), "CONV2D", "I32");
    Spec g = f32(5, 6, 4, 4);
    yields(f32(5, 4, 8, 8), new Conv2dBackwardInput(op, 8, 8), g, f32(6, 2, 3, 3));
    yields(f32(6, 2, 3, 3), new Conv2dBackwardWeight(op, 3, 3), g, f32(5, 4, 8, 8));
    misfits(
        new Conv2dBackwardInput(op, 10, 8),
        List.of(g, f32(6, 2, 3, 3)),
        "CONV2D_BACKWARD_INPUT",
        "[5, 6, 4, 4]",
        "[5, 6, 5, 4]");
    misfits(
        new Conv2dBackwardWeight(op, 3, 1),
        List.of(g, f32(5, 4, 8, 8)),
        "CONV2D_BACKWARD_WEIGHT",
        "[5, 6, 4, 4]",
        "[5, 6, 4, 8]");
  }

  @Test
  void slidingRefusesWhatCannotSlide() {
    assertThrows(ShapeException.class, () -> new Sliding(0, 0, 1));
    assertThrows(ShapeException.class, () -> new Sliding(1, -1, 1));
    assertThrows(ShapeException.class, () -> new Sliding(1, 0, 0));
    assertEquals(4, Sliding.of(2, 1).positions(8, 3));
  }

  @Test
  void poolingYieldsTheGreatestAndItsPlace() {
    var op = new MaxPool2d(2, 3, Sliding.of(2, 0), PLAIN);
    yieldsAll(List.of(f32(5, 4, 4, 6), i32(5, 4, 4, 6)), op, f32(5, 4, 8, 8));
    misfits(op, List.of(f32(4, 8, 8)), "MAX_POOL2D", "[4, 8, 8]");
    mistyped(op, List.of(i32(5, 4, 8, 8)), "MAX_POOL2D", "I32");
    var padded = new MaxPool2d(2, 1, Sliding.of(1, 2), PLAIN);
    misfits(padded, List.of(f32(1, 1, 4, 4)), "MAX_POOL2D", "rows", "padding alone");
    var back = new MaxPool2dBackward(8, 8);
    yields(f32(5, 4, 8, 8), back, f32(5, 4, 4, 6), i32(5, 4, 4, 6));
    misfits(back, List.of(f32(1, 1, 2, 2), i32(1, 1, 2, 3)), "MAX_POOL2D_BACKWARD", "[1, 1, 2, 3]");
    mistyped(back, List.of(f32(1, 1, 2, 2), i64(1, 1, 2, 2)), "MAX_POOL2D_BACKWARD", "I32");
  }

  @Test
  void lossesAreScalars() {
    var squared = new MeanSquaredError();
    yields(f32(), squared, f32(2, 3), f32(2, 3));
    misfits(squared, List.of(f32(2), f32(3)), "MEAN_SQUARED_ERROR", "[2]", "[3]");
    var entropy = new CrossEntropy();
    yieldsAll(List.of(f32(), f32(5, 2)), entropy, f32(5, 2, 10), i64(5, 2));
    misfits(entropy, List.of(f32(5, 10), i64(4)), "CROSS_ENTROPY", "[5, 10]", "[4]");
    misfits(entropy, List.of(f32(5, 0), i64(5)), "CROSS_ENTROPY", "[5, 0]");
    mistyped(entropy, List.of(f32(5, 10), f32(5)), "CROSS_ENTROPY", "F32");
    var back = new CrossEntropyBackward();
    yields(f32(5, 10), back, f32(), f32(5, 10), i64(5), f32(5));
    misfits(back, List.of(f32(1), f32(5, 10), i64(5), f32(5)), "CROSS_ENTROPY_BACKWARD", "scalar");
    misfits(back, List.of(f32(), f32(5, 10), i64(5), f32(4)), "CROSS_ENTROPY_BACKWARD", "[4]");
  }

  @Test
  void concatenationAddsSizesAlongItsAxis() {
    var op = new Concat(1, 3);
    yields(f32(2, 6), op, f32(2, 1), f32(2, 0), f32(2, 5));
    misfits(op, List.of(f32(2, 1), f32(3, 1), f32(2, 1)), "CONCAT", "axis 1", "[2, 1]", "[3, 1]");
    misfits(op, List.of(f32(2, 1), f32(2), f32(2, 1)), "CONCAT", "[2]");
    mistyped(op, List.of(f32(2, 1), i32(2, 1), f32(2, 1)), "CONCAT", "F32", "I32");
  }

  @Test
  void paddingGrowsEachAxis() {
    var op = new Pad(List.of(1L, 0L), List.of(2L, 0L), List.of(0L, 3L));
    yields(f32(7, 9), op, f32(4, 3));
    yields(f32(3, 0), op, f32(0, 0));
    misfits(op, List.of(f32(4)), "PAD", "[4]");
    var less = new Pad(List.of(-1L), List.of(0L), List.of(0L));
    misfits(less, List.of(f32(4)), "PAD", "[4]", "-1");
  }

  @Test
  void dropoutWantsAProbabilityAndAState() {
    var op = new Dropout(0.5);
    yields(f32(2, 3), op, f32(2, 3), i64(2));
    misfits(op, List.of(f32(2), i64(3)), "DROPOUT", "[2]", "[3]");
    mistyped(op, List.of(f32(2), i32(2)), "DROPOUT", "I32");
    mistyped(op, List.of(i32(2), i64(2)), "DROPOUT", "I32");
    for (double p : new double[] {-0.1, 1, Double.NaN}) {
      assertThrows(ShapeException.class, () -> new Dropout(p));
    }
    assertEquals(Integer.MIN_VALUE, new Dropout(0).threshold());
    assertEquals(0, op.threshold());
  }

  @Test
  void optimizerStepsYieldParametersAndMoments() {
    var sgd = new SgdStep();
    Spec p = f32(2, 3);
    yieldsAll(List.of(p, p), sgd, p, p, p, f32(3));
    misfits(sgd, List.of(p, p, f32(3, 2), f32(3)), "SGD_STEP", "[2, 3]", "[3, 2]");
    misfits(sgd, List.of(p, p, p, f32(4)), "SGD_STEP", "[3]", "[4]");
    mistyped(sgd, List.of(p, i32(2, 3), p, f32(3)), "SGD_STEP", "F32", "I32");
    for (boolean decoupled : new boolean[] {false, true}) {
      var adam = new AdamStep(decoupled);
      yieldsAll(List.of(p, p, p), adam, p, p, p, p, f32(7));
      misfits(adam, List.of(p, p, p, p, f32(6)), adam.name(), "[7]", "[6]");
      misfits(adam, List.of(p, p, p, f32(2), f32(7)), adam.name(), "[2, 3]", "[2]");
    }
  }
}
