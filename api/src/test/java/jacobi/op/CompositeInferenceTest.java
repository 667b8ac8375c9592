package jacobi.op;

import static jacobi.op.Inference.bool;
import static jacobi.op.Inference.f32;
import static jacobi.op.Inference.i32;
import static jacobi.op.Inference.i64;
import static jacobi.op.Inference.misfits;
import static jacobi.op.Inference.mistyped;
import static jacobi.op.Inference.says;
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
      mistyped(of, List.of(i64(2)), of + " wants floats, got I64: cast(F32) first");
      var back = new ActivationBackward(of);
      yields(f32(2, 3), back, f32(2, 3), f32(2, 3));
      misfits(back, List.of(f32(2), f32(3)), of + "_BACKWARD of [2] and [3]", "equal");
      mistyped(back, List.of(i32(2), i32(2)), of + "_BACKWARD wants floats, got I32");
      mistyped(back, List.of(f32(2), i32(2)), of + "_BACKWARD of F32 and I32");
    }
    for (Op op : List.of(new LeakyRelu(0.1), new Elu(1))) {
      yields(f32(4), op, f32(4));
      mistyped(op, List.of(bool(4)), op.name(), "BOOL");
      mistyped(op, List.of(i32(2)), op.name() + " wants floats, got I32: cast(F32) first");
    }
  }

  @Test
  void softmaxWantsAnAxisWithElements() {
    for (Op op : List.of(new Softmax(1), new LogSoftmax(1))) {
      yields(f32(2, 3), op, f32(2, 3));
      yields(f32(0, 3), op, f32(0, 3));
      misfits(op, List.of(f32(2, 0)), op.name(), "axis 1", "[2, 0]", "empty");
      misfits(op, List.of(f32(2)), "axis 1", "[2]");
      mistyped(op, List.of(i64(2, 3)), op.name(), "I64");
    }
    for (Op op : List.of(new SoftmaxBackward(1), new LogSoftmaxBackward(1))) {
      yields(f32(2, 3), op, f32(2, 3), f32(2, 3));
      misfits(op, List.of(f32(2, 3), f32(3, 2)), op.name() + " of [2, 3] and [3, 2]", "equal");
      misfits(op, List.of(f32(2), f32(2)), "axis 1", "[2]");
      mistyped(op, List.of(i64(2, 3), i64(2, 3)), op.name() + " wants floats, got I64: cast(F32)");
    }
  }

  @Test
  void linearMapsTheLastAxis() {
    var op = new Linear();
    yields(f32(5, 2, 4), op, f32(5, 2, 3), f32(4, 3), f32(4));
    misfits(op, List.of(f32(5, 2), f32(4, 3), f32(4)), "LINEAR", "[5, 2]", "[4, 3]", "in 2 ≠ 3");
    misfits(op, List.of(f32(5, 3), f32(4, 3), f32(5)), "LINEAR", "[4, 3]", "[5]", "out differs");
    misfits(op, List.of(f32(5, 3), f32(3), f32(4)), "LINEAR", "[3]");
    mistyped(op, List.of(f32(5, 3), i32(4, 3), f32(4)), "LINEAR", "F32", "I32");
  }

  @Test
  void convolutionsSlideOverPaddedPlanes() {
    var op = new Conv2d(new Sliding(2, 1, 1), new Sliding(1, 0, 2), 2);
    Spec w = f32(6, 2, 3, 3);
    yields(f32(5, 6, 4, 4), op, f32(5, 4, 8, 8), w);
    misfits(op, List.of(f32(5, 3, 8, 8), w), "CONV2D", "[5, 3, 8, 8]", "in 2 groups", "3 ≠ 2·2");
    misfits(op, List.of(f32(5, 4, 8, 8), f32(5, 2, 3, 3)), "CONV2D", "[5, 2, 3, 3]", "5 outputs");
    misfits(op, List.of(f32(4, 8, 8), w), "CONV2D wants x [N, C, H, W]", "[4, 8, 8]");
    assertThrows(ShapeException.class, () -> new Conv2d(PLAIN, PLAIN, 0));
    misfits(op, List.of(f32(5, 4, 8, 4), w), "window of 3 (step 1, dilation 2)", "axis of 4");
    mistyped(op, List.of(i32(5, 4, 8, 8), i32(6, 2, 3, 3)), "CONV2D", "I32");
  }

  @Test
  void convolutionGradientsUndoTheShapes() {
    var op = new Conv2d(new Sliding(2, 1, 1), new Sliding(1, 0, 2), 2);
    Spec w = f32(6, 2, 3, 3);
    Spec g = f32(5, 6, 4, 4);
    yields(f32(5, 4, 8, 8), new Conv2dBackwardInput(op, 8, 8), g, w);
    yields(w, new Conv2dBackwardWeight(op, 3, 3), g, f32(5, 4, 8, 8));
    misfits(
        new Conv2dBackwardInput(op, 10, 8),
        List.of(g, w),
        "CONV2D_BACKWARD_INPUT",
        "[5, 6, 4, 4]",
        "[5, 6, 5, 4]");
    misfits(
        new Conv2dBackwardWeight(op, 3, 1),
        List.of(g, f32(5, 4, 8, 8)),
        "CONV2D_BACKWARD_WEIGHT",
        "[5, 6, 4, 4]",
        "[5, 6, 4, 8]");
    for (Op back : List.of(op.backwardInput(8, 8), op.backwardWeight(3, 3))) {
      mistyped(back, List.of(i32(5, 6, 4, 4), i32(6, 2, 3, 3)), back.name() + " wants floats");
    }
    misfits(
        op.backwardWeight(3, 3),
        List.of(g, f32(5, 5, 8, 8)),
        "CONV2D",
        "[5, 5, 8, 8]",
        "channels 5 ≠ 2·2");
    var other = new Conv2d(Sliding.of(2, 1), PLAIN, 2);
    Spec y = f32(3, 6, 5, 4);
    yields(y, other, f32(3, 4, 9, 8), f32(6, 2, 3, 5));
    yields(f32(3, 4, 9, 8), other.backwardInput(9, 8), y, f32(6, 2, 3, 5));
    yields(f32(6, 2, 3, 5), other.backwardWeight(3, 5), y, f32(3, 4, 9, 8));
  }

  @Test
  void slidingRefusesWhatCannotSlide() {
    says(
        assertThrows(ShapeException.class, () -> new Sliding(0, 0, 1)),
        "stride 0, padding 0, dilation 1: stride and dilation are at least 1, padding 0");
    assertThrows(ShapeException.class, () -> new Sliding(1, -1, 1));
    assertThrows(ShapeException.class, () -> new Sliding(1, 0, 0));
    assertEquals(4, Sliding.of(2, 1).positions(8, 3));
  }

  @Test
  void poolingYieldsTheGreatestAndItsPlace() {
    var op = new MaxPool2d(2, 3, Sliding.of(2, 0), PLAIN);
    yieldsAll(List.of(f32(5, 4, 4, 6), i32(5, 4, 4, 6)), op, f32(5, 4, 8, 8));
    var wide = new MaxPool2d(2, 3, Sliding.of(2, 0), Sliding.of(1, 1));
    yieldsAll(List.of(f32(1, 2, 3, 5), i32(1, 2, 3, 5)), wide, f32(1, 2, 6, 5));
    misfits(op, List.of(f32(4, 8, 8)), "MAX_POOL2D", "[4, 8, 8]");
    mistyped(op, List.of(i32(5, 4, 8, 8)), "MAX_POOL2D", "I32");
    var padded = new MaxPool2d(2, 1, Sliding.of(1, 2), PLAIN);
    misfits(
        padded, List.of(f32(1, 1, 4, 4)), "MAX_POOL2D", "2 rows at position 0", "padding alone");
    var back = new MaxPool2dBackward(8, 8);
    yields(f32(5, 4, 8, 8), back, f32(5, 4, 4, 6), i32(5, 4, 4, 6));
    misfits(back, List.of(f32(1, 1, 2, 2), i32(1, 1, 2, 3)), "MAX_POOL2D_BACKWARD", "[1, 1, 2, 3]");
    mistyped(
        back,
        List.of(f32(1, 1, 2, 2), i64(1, 1, 2, 2)),
        "MAX_POOL2D_BACKWARD wants an index of I32");
    mistyped(back, List.of(i32(1, 1, 2, 2), i32(1, 1, 2, 2)), "BACKWARD wants floats, got I32");
  }

  @Test
  void averagesKeepPlanesAndTheirGradientsUndoIt() {
    for (boolean pad : new boolean[] {false, true}) {
      var op = new AvgPool2d(2, 3, Sliding.of(2, 1), new Sliding(1, 0, 2), pad);
      yields(f32(5, 4, 5, 3), op, f32(5, 4, 8, 7));
      yields(f32(0, 4, 5, 3), op, f32(0, 4, 8, 7));
      misfits(op, List.of(f32(4, 8, 7)), "AVG_POOL2D wants [N, C, H, W], got [4, 8, 7]");
      misfits(op, List.of(f32(5, 4, 8, 4)), "window of 3 (step 1, dilation 2)", "axis of 4");
      mistyped(op, List.of(i32(5, 4, 8, 7)), "AVG_POOL2D wants floats, got I32");
      var alone = new AvgPool2d(1, 2, PLAIN, Sliding.of(1, 2), pad);
      misfits(alone, List.of(f32(1, 1, 4, 4)), "AVG_POOL2D: the window of 2 columns at position 0");
      var back = op.backward(8, 7);
      yields(f32(5, 4, 8, 7), back, f32(5, 4, 5, 3));
      String name = "AVG_POOL2D_BACKWARD";
      misfits(back, List.of(f32(5, 4, 5, 4)), name + " of [5, 4, 5, 4] and [5, 4, 5, 3]");
      misfits(back, List.of(f32(4, 5, 3)), name + " wants [N, C, OH, OW], got [4, 5, 3]");
      mistyped(back, List.of(i32(5, 4, 5, 3)), name + " wants floats, got I32");
    }
  }

  @Test
  void lossesAreScalars() {
    var squared = new MeanSquaredError();
    yields(f32(), squared, f32(2, 3), f32(2, 3));
    misfits(squared, List.of(f32(2), f32(3)), "MEAN_SQUARED_ERROR of [2] and [3]", "equal");
    misfits(squared, List.of(f32(2), f32(1)), "MEAN_SQUARED_ERROR of [2] and [1]");
    mistyped(squared, List.of(i32(2), i32(2)), "MEAN_SQUARED_ERROR wants floats, got I32");
    var entropy = new CrossEntropy();
    yieldsAll(List.of(f32(), f32(5, 2)), entropy, f32(5, 2, 10), i64(5, 2));
    misfits(
        entropy,
        List.of(f32(5, 10), i64(4)),
        "CROSS_ENTROPY of [5, 10] wants one label a row, got [4]");
    misfits(entropy, List.of(f32(5, 0), i64(5)), "CROSS_ENTROPY", "[5, 0]");
    mistyped(
        entropy,
        List.of(f32(5, 10), f32(5)),
        "CROSS_ENTROPY wants an index of I64 or I32, got F32");
    mistyped(entropy, List.of(i32(5, 10), i64(5)), "CROSS_ENTROPY wants floats, got I32");
    var back = new CrossEntropyBackward();
    yields(f32(5, 10), back, f32(), f32(5, 10), i64(5), f32(5));
    misfits(
        back,
        List.of(f32(1), f32(5, 10), i64(5), f32(5)),
        "CROSS_ENTROPY_BACKWARD wants a scalar g");
    List<Spec> whole = List.of(i32(), i32(5, 10), i64(5), i32(5));
    mistyped(back, whole, "CROSS_ENTROPY_BACKWARD wants floats, got I32");
    misfits(back, List.of(f32(), f32(5, 10), i64(5), f32(4)), "CROSS_ENTROPY_BACKWARD", "[4]");
  }

  @Test
  void concatenationAddsSizesAlongItsAxis() {
    var op = new Concat(1, 3);
    yields(f32(2, 6), op, f32(2, 1), f32(2, 0), f32(2, 5));
    var pair = new Concat(0, 2);
    misfits(pair, List.of(f32(2, 3), f32(2, 4)), "axis 0: [2, 3] and [2, 4] must agree on the");
    misfits(op, List.of(f32(2, 1), f32(3, 1), f32(2, 1)), "CONCAT", "axis 1", "[2, 1]", "[3, 1]");
    misfits(op, List.of(f32(2, 1), f32(2), f32(2, 1)), "CONCAT", "[2]");
    mistyped(op, List.of(f32(2, 1), i32(2, 1), f32(2, 1)), "CONCAT", "F32", "I32");
  }

  @Test
  void paddingGrowsEachAxis() {
    var op = new Pad(List.of(1L, 0L), List.of(2L, 0L), List.of(0L, 3L));
    yields(f32(7, 9), op, f32(4, 3));
    yields(f32(3, 0), op, f32(0, 0));
    yields(f32(5, 8), new Pad(List.of(1L, 0L), List.of(2L, 3L), List.of(0L, 1L)), f32(2, 3));
    misfits(op, List.of(f32(4)), "PAD of [4] wants 1 numbers at each end", "[1, 0]");
    var less = new Pad(List.of(-1L), List.of(0L), List.of(0L));
    misfits(less, List.of(f32(4)), "PAD of [4] by a negative number: [-1], [0], [0]");
  }

  @Test
  void dropoutWantsAProbabilityAndAState() {
    var op = new Dropout(0.5);
    yields(f32(2, 3), op, f32(2, 3), i64(2));
    misfits(op, List.of(f32(2), i64(3)), "DROPOUT wants a state of [2], got [3]");
    mistyped(op, List.of(f32(2), i32(2)), "DROPOUT", "I32");
    mistyped(op, List.of(i32(2), i64(2)), "DROPOUT", "I32");
    for (double p : new double[] {-0.1, 1, Double.NaN}) {
      says(assertThrows(ShapeException.class, () -> new Dropout(p)), "0 ≤ p < 1, got " + p);
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
    misfits(sgd, List.of(p, p, p, f32(4)), "SGD_STEP wants [3] numbers, got [4]");
    mistyped(sgd, List.of(i32(2), i32(2), i32(2), i32(3)), "SGD_STEP wants floats, got I32");
    mistyped(sgd, List.of(p, i32(2, 3), p, f32(3)), "SGD_STEP", "F32", "I32");
    for (boolean decoupled : new boolean[] {false, true}) {
      var adam = new AdamStep(decoupled);
      yieldsAll(List.of(p, p, p), adam, p, p, p, p, f32(7));
      misfits(adam, List.of(p, p, p, p, f32(6)), adam.name(), "[7]", "[6]");
      misfits(adam, List.of(p, p, p, f32(2), f32(7)), adam.name(), "[2, 3]", "[2]");
      misfits(adam, List.of(p, p, f32(3, 2), p, f32(7)), adam.name() + " of [2, 3] and [3, 2]");
    }
  }
}
