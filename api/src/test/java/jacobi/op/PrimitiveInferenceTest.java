package jacobi.op;

import static jacobi.op.Inference.bool;
import static jacobi.op.Inference.f32;
import static jacobi.op.Inference.i32;
import static jacobi.op.Inference.i64;
import static jacobi.op.Inference.misfits;
import static jacobi.op.Inference.mistyped;
import static jacobi.op.Inference.of;
import static jacobi.op.Inference.says;
import static jacobi.op.Inference.yields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The shape and type rules of the primitives, and what they say when they refuse.
class PrimitiveInferenceTest {
  @Test
  void unaryFunctionsKeepShapeAndType() {
    for (Unary op : Unary.values()) {
      if (op != Unary.NOT) {
        yields(f32(2, 3), op, f32(2, 3));
        mistyped(op, List.of(bool(2)), op.name(), "BOOL", "cast(F32)");
      }
      if (op.takesIntegers()) {
        yields(i32(2, 3), op, i32(2, 3));
        yields(of(DType.I8, 0, 2), op, of(DType.I8, 0, 2));
      } else {
        yields(of(DType.BF16, 3), op, of(DType.BF16, 3));
        mistyped(op, List.of(i32(2)), op + " wants floats, got I32: cast(F32) first");
      }
    }
    yields(bool(4), Unary.NOT, bool(4));
    yields(of(DType.U8), Unary.NOT, of(DType.U8));
    mistyped(Unary.NOT, List.of(f32(2)), "NOT wants truth values or integers, got F32");
  }

  @Test
  void binaryFunctionsBroadcast() {
    for (Binary op : Binary.values()) {
      Spec expected = op.isComparison() ? bool(4, 2, 3) : i32(4, 2, 3);
      yields(expected, op, i32(2, 1), i32(4, 1, 3));
      yields(op.isComparison() ? bool() : i32(), op, i32(), i32());
      misfits(op, List.of(i32(2, 3), i32(2, 4)), "[2, 3]", "[2, 4]", "axis -1", "3 and 4");
      mistyped(op, List.of(i32(2), i64(2)), op.name(), "I32", "I64", "cast(I32)");
      if (op.isBitwise()) {
        yields(bool(2), op, bool(2), bool(2));
        mistyped(op, List.of(f32(2), f32(2)), op + " wants truth values or integers, got F32");
      } else {
        yields(op.isComparison() ? bool(2, 4, 3) : f32(2, 4, 3), op, f32(4, 1), f32(2, 1, 3));
        mistyped(op, List.of(f32(2), i64(2)), op + " of F32 and I64: there is no implicit");
      }
      if (!op.isBitwise() && op != Binary.EQ) {
        mistyped(op, List.of(bool(2), bool(2)), op + " wants numbers, got BOOL: cast(F32) or");
      }
    }
    yields(bool(2), Binary.EQ, bool(2), bool(1));
  }

  @Test
  void whereWantsTruthValuesAndOneType() {
    yields(f32(5, 2, 3), Where.WHERE, bool(5, 1, 1), f32(2, 1), f32(3));
    yields(f32(2, 3, 4), Where.WHERE, bool(2, 1, 1), f32(3, 1), f32(4));
    mistyped(Where.WHERE, List.of(f32(2), f32(2), f32(2)), "WHERE", "condition of BOOL, got F32");
    mistyped(Where.WHERE, List.of(bool(2), f32(2), i32(2)), "WHERE of F32 and I32", "cast(F32)");
    misfits(Where.WHERE, List.of(bool(3), f32(2), f32(2)), "[3]", "[2]");
  }

  @Test
  void copiesKeepTheShape() {
    yields(i64(2, 0), Copy.Plain.COPY, i64(2, 0));
    yields(i64(2, 3), new Copy.Cast(DType.I64), f32(2, 3));
    yields(of(DType.I8, 2), new Copy.Cast(DType.I8), bool(2));
  }

  @Test
  void fillsAreWhatTheySay() {
    yields(f32(2, 3), Fill.Full.of(DType.F32, Shape.of(2, 3), 1));
    yields(i32(4), new Fill.Iota(i32(4)));
    yields(i32(2), Fill.Full.of(DType.I32, Shape.of(2), 3));
    yields(of(DType.F16, 4), new Fill.Iota(of(DType.F16, 4)));
    says(
        assertThrows(DTypeException.class, () -> new Fill.Iota(bool(4))),
        "IOTA counts in numbers, not in BOOL");
    says(
        assertThrows(DTypeException.class, () -> Fill.Full.of(DType.I8, Shape.of(1), 128)),
        "I8 cannot hold 128 exactly");
    assertThrows(DTypeException.class, () -> Fill.Full.of(DType.I32, Shape.of(2), 0.5));
    assertThrows(DTypeException.class, () -> Fill.Full.of(DType.BOOL, Shape.of(1), 2));
  }

  @Test
  void reductionsDropTheirAxes() {
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      yields(f32(3), new Reduce(kind, new Axes(0b101)), f32(2, 3, 4));
      var last = new Reduce(kind, new Axes(0b10));
      misfits(last, List.of(f32(2)), "REDUCE_" + kind, "[1]", "[2]");
      yields(f32(2), new Reduce(kind, Axes.NONE), f32(2));
    }
    var sum = new Reduce(Reduce.Kind.SUM, new Axes(1));
    yields(f32(3), sum, f32(0, 3));
    var beyond = new Reduce(Reduce.Kind.SUM, new Axes(4));
    misfits(beyond, List.of(f32(2, 3)), "REDUCE_SUM over %s of [2, 3]".formatted(new Axes(4)));
    mistyped(sum, List.of(bool(2)), "REDUCE_SUM wants numbers, got BOOL", "cast(F32) or cast(I32)");
    var greatest = new Reduce(Reduce.Kind.MAX, new Axes(1));
    yields(bool(3), greatest, bool(2, 3));
    yields(bool(), greatest, bool(3));
    yields(f32(0), new Reduce(Reduce.Kind.MAX, new Axes(2)), f32(0, 3));
    misfits(greatest, List.of(f32(0, 3)), "REDUCE_MAX", "[0, 3]", "empty");
  }

  @Test
  void argReductionsYieldIndices() {
    for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
      var op = new ArgReduce(kind, 1);
      yields(i64(2, 4), op, f32(2, 3, 4));
      misfits(op, List.of(f32(2, 0)), kind + " over axis 1 of [2, 0]: it is empty");
      misfits(op, List.of(f32(2)), "[2]", "axis 1");
    }
  }

  @Test
  void matrixProductsBroadcastTheirBatch() {
    yields(f32(2, 4), MatMul.MATMUL, f32(2, 3), f32(3, 4));
    yields(i32(7, 5, 2, 4), MatMul.MATMUL, i32(5, 2, 3), i32(7, 1, 3, 4));
    yields(f32(5, 7, 2, 4), MatMul.MATMUL, f32(7, 2, 3), f32(5, 1, 3, 4));
    yields(f32(2, 4), MatMul.MATMUL, f32(2, 0), f32(0, 4));
    yields(i32(2, 2), MatMul.MATMUL, i32(2, 0), i32(0, 2));
    misfits(MatMul.MATMUL, List.of(f32(2, 3), f32(4, 5)), "MATMUL", "[2, 3]", "[4, 5]", "3 ≠ 4");
    misfits(MatMul.MATMUL, List.of(f32(3), f32(3, 5)), "MATMUL wants matrices", "[3]", "[3, 5]");
    misfits(MatMul.MATMUL, List.of(f32(2, 2, 3), f32(4, 3, 5)), "[2] and [4]", "axis -1");
    mistyped(MatMul.MATMUL, List.of(f32(2, 2), i32(2, 2)), "MATMUL", "F32", "I32");
    mistyped(MatMul.MATMUL, List.of(bool(2, 2), bool(2, 2)), "MATMUL wants numbers, got BOOL");
  }

  @Test
  void gatherHasTheShapeOfTheIndex() {
    var op = new Gather(1);
    yields(f32(2, 5), op, f32(2, 3), i64(2, 5));
    yields(bool(2, 5), op, bool(2, 3), i32(2, 5));
    misfits(op, List.of(f32(2, 3), i64(4, 5)), "GATHER", "axis 1", "[2, 3]", "[4, 5]");
    misfits(op, List.of(f32(2, 3), i64(2)), "GATHER", "[2, 3]", "[2]");
    misfits(op, List.of(f32(2), i64(2)), "GATHER along axis 1", "agree on the other axes");
    misfits(new Gather(2), List.of(f32(2, 3), i64(2, 3)), "GATHER", "axis 2");
    mistyped(op, List.of(f32(2, 3), f32(2, 5)), "GATHER", "F32", "I64 or I32");
    mistyped(op, List.of(f32(2, 3), of(DType.I8, 2, 5)), "an index of I64 or I32, got I8");
  }

  @Test
  void scatterAddHasTheShapeOfItsTarget() {
    var op = new ScatterAdd(0);
    yields(f32(3, 2), op, f32(3, 2), i32(5, 2), f32(5, 2));
    yields(f32(2, 3), new ScatterAdd(1), f32(2, 3), i64(2, 5), f32(2, 5));
    misfits(op, List.of(f32(3, 2), i64(5, 4), f32(5, 4)), "SCATTER_ADD", "axis 0", "[5, 4]");
    misfits(
        op, List.of(f32(3, 2), i64(5, 2), f32(4, 2)), "SCATTER_ADD of [5, 2] and [4, 2]", "equal");
    mistyped(op, List.of(f32(3), f32(5), f32(5)), "SCATTER_ADD", "F32");
    mistyped(op, List.of(f32(3), i64(5), i32(5)), "SCATTER_ADD", "F32", "I32");
    mistyped(op, List.of(bool(3), i64(5), bool(5)), "SCATTER_ADD", "BOOL");
  }

  @Test
  void foldPutsWindowsBack() {
    var op = new Fold(1, 6, 1, 2);
    yields(f32(2, 6, 3), op, f32(2, 4, 3, 2));
    for (int step = 1; step < 4; step++) {
      for (int dilation = 1; dilation < 4; dilation++) {
        Spec x = f32(2, 9, 5);
        Spec windows = new View.Unfold(1, 3, step, dilation).infer(List.of(x)).getFirst();
        yields(x, new Fold(1, 9, step, dilation), windows);
      }
    }
    misfits(op, List.of(f32(2, 5, 3, 2)), "FOLD", "[2, 5, 3, 2]", "4 positions", "got 5");
    misfits(op, List.of(f32(2, 4)), "FOLD of axis 1 wants windows in a later last", "[2, 4]");
    misfits(
        new Fold(0, 2, 1, 1), List.of(f32(1, 3)), "window of 3 (step 1, dilation 1)", "axis of 2");
    mistyped(op, List.of(bool(2, 4, 3, 2)), "FOLD", "BOOL");
  }

  @Test
  void hostDefaultsYieldBitsAndIndices() {
    var bits = new HostDefault.RandomBits(Shape.of(3, 5));
    yields(i32(3, 5), bits, i64(2));
    misfits(bits, List.of(i64(3)), "RANDOM_BITS wants [2] (key, start), got [3]");
    mistyped(bits, List.of(i32(2)), "RANDOM_BITS wants I64, got I32");
    var sort = new HostDefault.SortIndices(1, true);
    yields(i64(2, 3), sort, f32(2, 3));
    yields(i64(2, 3), sort, bool(2, 3));
    misfits(sort, List.of(f32(2)), "shape [2] has no axis 1");
  }

  @Test
  void viewsEditTheShape() {
    yields(i32(3, 2), new View.Reshape(Shape.of(3, 2)), i32(6));
    yields(f32(4, 2, 3), new View.Permute(List.of(2, 0, 1)), f32(2, 3, 4));
    yields(f32(4, 2, 3), new View.Expand(Shape.of(4, 2, 3)), f32(2, 1));
    yields(f32(2, 2), new View.Slice(1, 1, 5, 2), f32(2, 6));
    yields(f32(2, 3), new View.Flip(new Axes(3)), f32(2, 3));
    yields(f32(2, 4, 3), new View.Unfold(1, 3, 1, 2), f32(2, 8));
    yields(f32(2, 4, 3), new View.Unfold(0, 3, 2, 1), f32(6, 4));
    misfits(new View.Reshape(Shape.of(4)), List.of(f32(2, 3)), "reshape of [2, 3] (6", "[4] (4)");
    misfits(new View.Permute(List.of(0, 0)), List.of(f32(2, 3)), "axis 0 of [2, 3] is named twice");
    misfits(new View.Permute(List.of(0)), List.of(f32(2, 3)), "each axis once, got [0]");
    misfits(new View.Expand(Shape.of(4)), List.of(f32(2)), "[2]", "[4]");
    misfits(new View.Slice(0, 0, 3, 1), List.of(f32(2)), "slice 0:3:1", "axis 0", "[2]");
    misfits(new View.Unfold(0, 3, 1, 1), List.of(f32(2)), "window of 3", "axis of 2");
  }

  @Test
  void aPermutationUndoesItsInverse() {
    var op = new View.Permute(List.of(2, 0, 3, 1));
    Shape shape = Shape.of(2, 3, 4, 5);
    assertEquals(shape.layout(), op.inverse().of(op.of(shape.layout())));
  }
}
