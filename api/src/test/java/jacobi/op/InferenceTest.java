package jacobi.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.JacobiException;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What each op returns for which operands, and what it says about the others.
class InferenceTest {
  private static final Sliding ONCE = Sliding.of(1, 0);
  private static final Conv2d CONV = new Conv2d(Sliding.of(2, 1), ONCE, 2);

  private static Spec f32(long... sizes) {
    return new Spec(DType.F32, Shape.of(sizes));
  }

  private static Spec of(DType type, long... sizes) {
    return new Spec(type, Shape.of(sizes));
  }

  private static void gives(Op op, List<Spec> expected, Spec... in) {
    assertEquals(op.arity(), in.length, op.name());
    assertEquals(expected, op.infer(List.of(in)), op.name());
  }

  private static void gives(Op op, Spec expected, Spec... in) {
    gives(op, List.of(expected), in);
  }

  private static void shape(Op op, String message, Spec... in) {
    refuses(ShapeException.class, op, message, in);
  }

  private static void dtype(Op op, String message, Spec... in) {
    refuses(DTypeException.class, op, message, in);
  }

  private static void refuses(
      Class<? extends JacobiException> type, Op op, String message, Spec... in) {
    assertEquals(op.arity(), in.length, op.name());
    var error = assertThrows(type, () -> op.infer(List.of(in)), op.name());
    assertEquals(message, error.getMessage());
  }

  @Test
  void unaryFunctionsKeepTypeAndShape() {
    for (Unary op : Unary.values()) {
      if (op == Unary.NOT) {
        gives(op, of(DType.BOOL, 2), of(DType.BOOL, 2));
        gives(op, of(DType.U8), of(DType.U8));
        dtype(op, "NOT wants truth values or integers, got F32", f32(2));
      } else if (op.takesIntegers()) {
        gives(op, of(DType.I8, 0, 2), of(DType.I8, 0, 2));
        dtype(op, op + " wants numbers, got BOOL: cast(F32) or cast(I32)", of(DType.BOOL, 2));
      } else {
        gives(op, of(DType.BF16, 3), of(DType.BF16, 3));
        dtype(op, op + " wants floats, got I32: cast(F32) first", of(DType.I32, 2));
      }
    }
  }

  @Test
  void binaryFunctionsBroadcast() {
    for (Binary op : Binary.values()) {
      DType type = op.isBitwise() ? DType.I32 : DType.F32;
      DType result = op.isComparison() ? DType.BOOL : type;
      gives(op, of(result, 2, 4, 3), of(type, 4, 1), of(type, 2, 1, 3));
      gives(op, of(result), of(type), of(type));
      shape(op, "[2] and [3] do not broadcast: axis -1 has 2 and 3", of(type, 2), of(type, 3));
      dtype(
          op,
          "%s of %s and I64: there is no implicit conversion, cast one with cast(%s)"
              .formatted(op, type, type),
          of(type, 2),
          of(DType.I64, 2));
    }
    dtype(Binary.AND, "AND wants truth values or integers, got F32", f32(2), f32(2));
    Spec truth = of(DType.BOOL, 2);
    dtype(Binary.ADD, "ADD wants numbers, got BOOL: cast(F32) or cast(I32)", truth, truth);
    gives(Binary.EQ, truth, truth, truth);
  }

  @Test
  void whereBroadcastsAllThree() {
    Spec condition = of(DType.BOOL, 2, 1, 1);
    gives(Where.WHERE, f32(2, 3, 4), condition, f32(3, 1), f32(4));
    dtype(Where.WHERE, "WHERE wants a condition of BOOL, got F32", f32(2), f32(2), f32(2));
    dtype(
        Where.WHERE,
        "WHERE of F32 and I32: there is no implicit conversion, cast one with cast(F32)",
        condition,
        f32(2),
        of(DType.I32, 2));
  }

  @Test
  void copiesAndFillsSayWhatTheyGive() {
    gives(Copy.Plain.COPY, f32(2, 3), f32(2, 3));
    gives(new Copy.Cast(DType.I8), of(DType.I8, 2), of(DType.BOOL, 2));
    gives(Fill.Full.of(DType.I32, Shape.of(2), 3), of(DType.I32, 2));
    gives(new Fill.Iota(of(DType.F16, 4)), of(DType.F16, 4));
    var error = assertThrows(DTypeException.class, () -> new Fill.Iota(of(DType.BOOL, 2)));
    assertEquals("IOTA counts in numbers, not in BOOL", error.getMessage());
    var refused =
        assertThrows(DTypeException.class, () -> Fill.Full.of(DType.I8, Shape.of(1), 128));
    assertEquals("I8 cannot hold 128 exactly", refused.getMessage());
    assertThrows(DTypeException.class, () -> Fill.Full.of(DType.I32, Shape.of(1), 0.5));
    assertThrows(DTypeException.class, () -> Fill.Full.of(DType.BOOL, Shape.of(1), 2));
  }

  @Test
  void reductionsDropTheirAxes() {
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      gives(new Reduce(kind, new Axes(0b101)), f32(3), f32(2, 3, 4));
      gives(new Reduce(kind, Axes.NONE), f32(2), f32(2));
    }
    gives(new Reduce(Reduce.Kind.SUM, new Axes(1)), f32(3), f32(0, 3));
    gives(new Reduce(Reduce.Kind.MAX, new Axes(2)), f32(0), f32(0, 3));
    gives(new Reduce(Reduce.Kind.MAX, new Axes(1)), of(DType.BOOL), of(DType.BOOL, 3));
    shape(
        new Reduce(Reduce.Kind.MAX, new Axes(1)),
        "REDUCE_MAX over %s of [0, 3]: the axis is empty".formatted(new Axes(1)),
        f32(0, 3));
    shape(
        new Reduce(Reduce.Kind.SUM, new Axes(4)),
        "REDUCE_SUM over %s of [2, 3]".formatted(new Axes(4)),
        f32(2, 3));
    dtype(
        new Reduce(Reduce.Kind.SUM, new Axes(1)),
        "REDUCE_SUM wants numbers, got BOOL: cast(F32) or cast(I32)",
        of(DType.BOOL, 3));
    for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
      gives(new ArgReduce(kind, 1), of(DType.I64, 2, 4), f32(2, 3, 4));
      shape(new ArgReduce(kind, 0), kind + " over axis 0 of [0, 3]: it is empty", f32(0, 3));
    }
  }

  @Test
  void productsContractTheInnerSizes() {
    gives(MatMul.MATMUL, f32(5, 7, 2, 4), f32(7, 2, 3), f32(5, 1, 3, 4));
    gives(MatMul.MATMUL, of(DType.I32, 2, 2), of(DType.I32, 2, 0), of(DType.I32, 0, 2));
    shape(MatMul.MATMUL, "MATMUL wants matrices, got [3] and [3, 2]", f32(3), f32(3, 2));
    shape(MatMul.MATMUL, "MATMUL of [2, 3] and [4, 2]: inner 3 ≠ 4", f32(2, 3), f32(4, 2));
    shape(
        MatMul.MATMUL,
        "[2] and [3] do not broadcast: axis -1 has 2 and 3",
        f32(2, 1, 1),
        f32(3, 1, 1));
    Spec truths = of(DType.BOOL, 1, 1);
    dtype(MatMul.MATMUL, "MATMUL wants numbers, got BOOL: cast(F32) or cast(I32)", truths, truths);
  }

  @Test
  void indexingWantsAnIndexThatAgrees() {
    gives(new Gather(1), f32(2, 5), f32(2, 3), of(DType.I32, 2, 5));
    gives(new ScatterAdd(1), f32(2, 3), f32(2, 3), of(DType.I64, 2, 5), f32(2, 5));
    dtype(new Gather(0), "GATHER wants an index of I64 or I32, got I8", f32(3), of(DType.I8, 3));
    shape(
        new Gather(0),
        "GATHER along axis 0: [2, 3] and index [5, 4] must agree on the other axes",
        f32(2, 3),
        of(DType.I64, 5, 4));
    shape(
        new Gather(1),
        "GATHER along axis 1: [2] and index [2] must agree on the other axes",
        f32(2),
        of(DType.I64, 2));
    shape(
        new ScatterAdd(0),
        "SCATTER_ADD of [2] and [3]: the shapes must be equal",
        f32(4),
        of(DType.I64, 2),
        f32(3));
  }

  @Test
  void foldUndoesTheShapeOfUnfold() {
    for (int step = 1; step < 4; step++) {
      for (int dilation = 1; dilation < 4; dilation++) {
        Spec x = f32(2, 9, 5);
        Spec windows = new View.Unfold(1, 3, step, dilation).infer(List.of(x)).getFirst();
        gives(new Fold(1, 9, step, dilation), x, windows);
      }
    }
    shape(new Fold(0, 4, 1, 1), "FOLD of [2, 2] into 4 wants 3 positions, got 2", f32(2, 2));
    shape(
        new Fold(1, 4, 1, 1),
        "FOLD of axis 1 wants windows in a later last axis, got [3, 2]",
        f32(3, 2));
    shape(new Fold(0, 2, 1, 1), "no window of 3 (step 1, dilation 1) fits an axis of 2", f32(1, 3));
  }

  @Test
  void viewsGiveTheShapeOfTheirLayout() {
    gives(new View.Reshape(Shape.of(3, 2)), f32(3, 2), f32(2, 3));
    gives(new View.Permute(List.of(2, 0, 1)), f32(4, 2, 3), f32(2, 3, 4));
    gives(new View.Expand(Shape.of(5, 2, 3)), f32(5, 2, 3), f32(2, 1));
    gives(new View.Slice(1, 1, 6, 2), f32(2, 3), f32(2, 7));
    gives(new View.Flip(new Axes(1)), f32(2, 3), f32(2, 3));
    gives(new View.Unfold(0, 3, 2, 1), f32(2, 4, 3), f32(6, 4));
    shape(new View.Reshape(Shape.of(4)), "reshape of [2, 3] (6 elements) to [4] (4)", f32(2, 3));
    shape(
        new View.Permute(List.of(0)), "permute of [2, 3] wants each axis once, got [0]", f32(2, 3));
    shape(new View.Slice(0, 1, 5, 1), "slice 1:5:1 of axis 0 of [4]", f32(4));
  }

  @Test
  void theHostDefaultsSayWhatTheyGive() {
    gives(new HostDefault.RandomBits(Shape.of(2, 3)), of(DType.I32, 2, 3), of(DType.I64, 2));
    dtype(
        new HostDefault.RandomBits(Shape.SCALAR),
        "RANDOM_BITS wants I64, got I32",
        of(DType.I32, 2));
    shape(
        new HostDefault.RandomBits(Shape.SCALAR),
        "RANDOM_BITS wants [2] (key, start), got [3]",
        of(DType.I64, 3));
    gives(new HostDefault.SortIndices(0, true), of(DType.I64, 3), of(DType.BOOL, 3));
    shape(new HostDefault.SortIndices(1, true), "shape [3] has no axis 1", f32(3));
  }

  @Test
  void activationsTakeFloats() {
    for (Activation op : Activation.values()) {
      gives(op, f32(2, 3), f32(2, 3));
      dtype(op, op + " wants floats, got I64: cast(F32) first", of(DType.I64, 2));
      gives(new ActivationBackward(op), f32(2), f32(2), f32(2));
      shape(
          new ActivationBackward(op),
          op + "_BACKWARD of [2] and [3]: the shapes must be equal",
          f32(2),
          f32(3));
    }
    gives(new Elu(1), f32(2), f32(2));
    gives(new LeakyRelu(0.1), f32(2), f32(2));
    dtype(new Elu(1), "ELU wants floats, got I32: cast(F32) first", of(DType.I32, 2));
    dtype(
        new LeakyRelu(0.1), "LEAKY_RELU wants floats, got I32: cast(F32) first", of(DType.I32, 2));
  }

  @Test
  void softmaxesWantAnAxisThatIsNotEmpty() {
    gives(new Softmax(1), f32(0, 3), f32(0, 3));
    gives(new LogSoftmax(0), f32(2, 3), f32(2, 3));
    gives(new SoftmaxBackward(0), f32(2), f32(2), f32(2));
    gives(new LogSoftmaxBackward(0), f32(2), f32(2), f32(2));
    shape(new Softmax(0), "SOFTMAX over axis 0 of [0, 3]: it is empty", f32(0, 3));
    shape(new LogSoftmax(0), "LOG_SOFTMAX over axis 0 of [0]: it is empty", f32(0));
    shape(
        new SoftmaxBackward(0),
        "SOFTMAX_BACKWARD of [2] and [3]: the shapes must be equal",
        f32(2),
        f32(3));
  }

  @Test
  void lossesAreScalars() {
    gives(new MeanSquaredError(), f32(), f32(2, 3), f32(2, 3));
    shape(
        new MeanSquaredError(),
        "MEAN_SQUARED_ERROR of [2] and [1]: the shapes must be equal",
        f32(2),
        f32(1));
    Spec labels = of(DType.I64, 4);
    gives(new CrossEntropy(), List.of(f32(), f32(4)), f32(4, 10), labels);
    gives(new CrossEntropyBackward(), f32(4, 10), f32(), f32(4, 10), labels, f32(4));
    shape(
        new CrossEntropy(),
        "CROSS_ENTROPY of [5, 10] wants one label a row, got [4]",
        f32(5, 10),
        labels);
    dtype(
        new CrossEntropy(),
        "CROSS_ENTROPY wants an index of I64 or I32, got F32",
        f32(4, 10),
        f32(4));
    shape(
        new CrossEntropyBackward(),
        "CROSS_ENTROPY_BACKWARD wants a scalar g",
        f32(4),
        f32(4, 10),
        labels,
        f32(4));
  }

  @Test
  void layersNameWhatDiffers() {
    gives(new Linear(), f32(7, 5, 2), f32(7, 5, 3), f32(2, 3), f32(2));
    shape(new Linear(), "LINEAR of [5, 4] and W [2, 3]: in 4 ≠ 3", f32(5, 4), f32(2, 3), f32(2));
    shape(new Linear(), "LINEAR of W [2, 3] and b [3]: out differs", f32(5, 3), f32(2, 3), f32(3));
    gives(new Concat(1, 2), f32(2, 7), f32(2, 3), f32(2, 4));
    shape(
        new Concat(0, 2),
        "CONCAT along axis 0: [2, 3] and [2, 4] must agree on the other axes",
        f32(2, 3),
        f32(2, 4));
    gives(new Dropout(0.5), f32(3), f32(3), of(DType.I64, 2));
    shape(new Dropout(0.5), "DROPOUT wants a state of [2], got [3]", f32(3), of(DType.I64, 3));
    var error = assertThrows(ShapeException.class, () -> new Dropout(1));
    assertEquals("DROPOUT wants 0 ≤ p < 1, got 1.0", error.getMessage());
  }

  @Test
  void convolutionsCountTheirPositions() {
    Spec x = f32(3, 4, 9, 8);
    Spec w = f32(6, 2, 3, 5);
    Spec y = f32(3, 6, 5, 4);
    gives(CONV, y, x, w);
    gives(CONV.backwardInput(9, 8), x, y, w);
    gives(CONV.backwardWeight(3, 5), w, y, x);
    shape(
        CONV,
        "CONV2D wants x [N, C, H, W] and w [O, C/groups, KH, KW], got [4] and [6, 2, 3, 5]",
        f32(4),
        w);
    shape(
        CONV,
        "CONV2D of [3, 5, 9, 8] and w [6, 2, 3, 5] in 2 groups:"
            + " channels 5 ≠ 2·2, or 6 outputs do not divide",
        f32(3, 5, 9, 8),
        w);
    shape(CONV, "no window of 5 (step 1, dilation 1) fits an axis of 4", f32(3, 4, 9, 4), w);
    var error = assertThrows(ShapeException.class, () -> new Sliding(0, 0, 1));
    assertEquals(
        "stride 0, padding 0, dilation 1: stride and dilation are at least 1, padding 0",
        error.getMessage());
  }

  @Test
  void poolingRefusesWindowsInThePaddingAlone() {
    var pool = new MaxPool2d(2, 3, Sliding.of(2, 0), Sliding.of(1, 1));
    gives(pool, List.of(f32(1, 2, 3, 5), of(DType.I32, 1, 2, 3, 5)), f32(1, 2, 6, 5));
    gives(new MaxPool2dBackward(6, 5), f32(1, 2, 6, 5), f32(1, 2, 3, 5), of(DType.I32, 1, 2, 3, 5));
    shape(
        new MaxPool2d(1, 1, Sliding.of(1, 1), ONCE),
        "MAX_POOL2D: the window of 1 rows at position 0 lies in the padding alone",
        f32(1, 1, 3, 3));
    dtype(
        new MaxPool2dBackward(1, 1),
        "MAX_POOL2D_BACKWARD wants an index of I32",
        f32(1, 1, 1, 1),
        of(DType.I64, 1, 1, 1, 1));
  }

  @Test
  void padGrowsItsAxes() {
    gives(new Pad(List.of(1L, 0L), List.of(2L, 3L), List.of(0L, 1L)), f32(5, 8), f32(2, 3));
    shape(
        new Pad(List.of(1L), List.of(1L), List.of(0L)),
        "PAD of [2, 3] wants 2 numbers at each end, got [1], [1], [0]",
        f32(2, 3));
    shape(
        new Pad(List.of(-1L), List.of(1L), List.of(0L)),
        "PAD of [2] by a negative number: [-1], [1], [0]",
        f32(2));
  }

  @Test
  void stepsWantMomentsLikeTheParameter() {
    Spec p = f32(2, 3);
    gives(new SgdStep(), List.of(p, p), p, p, p, f32(3));
    gives(new AdamStep(false), List.of(p, p, p), p, p, p, p, f32(7));
    gives(new AdamStep(true), List.of(p, p, p), p, p, p, p, f32(7));
    shape(new SgdStep(), "SGD_STEP wants [3] numbers, got [2]", p, p, p, f32(2));
    shape(
        new AdamStep(true),
        "ADAMW_STEP of [2, 3] and [3, 2]: the shapes must be equal",
        p,
        p,
        f32(3, 2),
        p,
        f32(7));
  }
}
