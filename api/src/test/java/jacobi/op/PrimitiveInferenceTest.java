package jacobi.op;

import static jacobi.op.Inference.bool;
import static jacobi.op.Inference.f32;
import static jacobi.op.Inference.i32;
import static jacobi.op.Inference.i64;
import static jacobi.op.Inference.misfits;
import static jacobi.op.Inference.mistyped;
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
        mistyped(op, List.of(bool(2)), op.name(), "BOOL");
      }
      if (op.takesIntegers()) {
        yields(i32(2, 3), op, i32(2, 3));
      } else {
        mistyped(op, List.of(i32(2)), op.name(), "I32", "cast(F32)");
      }
    }
    yields(bool(4), Unary.NOT, bool(4));
    mistyped(Unary.NOT, List.of(f32(2)), "NOT", "F32");
  }

  @Test
  void binaryFunctionsBroadcast() {
    for (Binary op : Binary.values()) {
      Spec expected = op.isComparison() ? bool(4, 2, 3) : i32(4, 2, 3);
      yields(expected, op, i32(2, 1), i32(4, 1, 3));
      misfits(op, List.of(i32(2, 3), i32(2, 4)), "[2, 3]", "[2, 4]", "axis -1", "3 and 4");
      mistyped(op, List.of(i32(2), i64(2)), op.name(), "I32", "I64", "cast(I32)");
      if (op.isBitwise()) {
        yields(bool(2), op, bool(2), bool(2));
        mistyped(op, List.of(f32(2), f32(2)), op.name(), "F32");
      } else if (op != Binary.EQ) {
        mistyped(op, List.of(bool(2), bool(2)), op.name(), "BOOL");
      }
    }
    yields(bool(2), Binary.EQ, bool(2), bool(1));
  }

  @Test
  void whereWantsTruthValuesAndOneType() {
    yields(f32(5, 2, 3), Where.WHERE, bool(5, 1, 1), f32(2, 1), f32(3));
    mistyped(Where.WHERE, List.of(f32(2), f32(2), f32(2)), "WHERE", "F32", "BOOL");
    mistyped(Where.WHERE, List.of(bool(2), f32(2), i32(2)), "WHERE", "F32", "I32");
    misfits(Where.WHERE, List.of(bool(3), f32(2), f32(2)), "[3]", "[2]");
  }

  @Test
  void copiesKeepTheShape() {
    yields(i64(2, 0), Copy.Plain.COPY, i64(2, 0));
    yields(i64(2, 3), new Copy.Cast(DType.I64), f32(2, 3));
  }

  @Test
  void fillsAreWhatTheySay() {
    yields(f32(2, 3), Fill.Full.of(DType.F32, Shape.of(2, 3), 1));
    yields(i32(4), new Fill.Iota(i32(4)));
    assertThrows(DTypeException.class, () -> new Fill.Iota(bool(4)));
    assertThrows(DTypeException.class, () -> Fill.Full.of(DType.I32, Shape.of(2), 0.5));
  }

  @Test
  void reductionsDropTheirAxes() {
    for (Reduce.Kind kind : Reduce.Kind.values()) {
      yields(f32(3), new Reduce(kind, new Axes(0b101)), f32(2, 3, 4));
      var last = new Reduce(kind, new Axes(0b10));
      misfits(last, List.of(f32(2)), "REDUCE_" + kind, "[1]", "[2]");
    }
    var sum = new Reduce(Reduce.Kind.SUM, new Axes(1));
    yields(f32(3), sum, f32(0, 3));
    mistyped(sum, List.of(bool(2)), "REDUCE_SUM", "BOOL");
    var greatest = new Reduce(Reduce.Kind.MAX, new Axes(1));
    yields(bool(3), greatest, bool(2, 3));
    misfits(greatest, List.of(f32(0, 3)), "REDUCE_MAX", "[0, 3]", "empty");
  }

  @Test
  void argReductionsYieldIndices() {
    var op = new ArgReduce(ArgReduce.Kind.ARG_MIN, 1);
    yields(i64(2, 4), op, f32(2, 3, 4));
    misfits(op, List.of(f32(2, 0)), "ARG_MIN", "axis 1", "[2, 0]");
    misfits(op, List.of(f32(2)), "[2]", "axis 1");
  }

  @Test
  void matrixProductsBroadcastTheirBatch() {
    yields(f32(2, 4), MatMul.MATMUL, f32(2, 3), f32(3, 4));
    yields(i32(7, 5, 2, 4), MatMul.MATMUL, i32(5, 2, 3), i32(7, 1, 3, 4));
    yields(f32(2, 4), MatMul.MATMUL, f32(2, 0), f32(0, 4));
    misfits(MatMul.MATMUL, List.of(f32(2, 3), f32(4, 5)), "MATMUL", "[2, 3]", "[4, 5]", "3 ≠ 4");
    misfits(MatMul.MATMUL, List.of(f32(3), f32(3, 5)), "MATMUL", "[3]", "[3, 5]");
    misfits(MatMul.MATMUL, List.of(f32(2, 2, 3), f32(4, 3, 5)), "[2]", "[4]");
    mistyped(MatMul.MATMUL, List.of(f32(2, 2), i32(2, 2)), "MATMUL", "F32", "I32");
    mistyped(MatMul.MATMUL, List.of(bool(2, 2), bool(2, 2)), "MATMUL", "BOOL");
  }

  @Test
  void gatherHasTheShapeOfTheIndex() {
    var op = new Gather(1);
    yields(f32(2, 5), op, f32(2, 3), i64(2, 5));
    yields(bool(2, 5), op, bool(2, 3), i32(2, 5));
    misfits(op, List.of(f32(2, 3), i64(4, 5)), "GATHER", "axis 1", "[2, 3]", "[4, 5]");
    misfits(op, List.of(f32(2, 3), i64(2)), "GATHER", "[2, 3]", "[2]");
    misfits(new Gather(2), List.of(f32(2, 3), i64(2, 3)), "GATHER", "axis 2");
    mistyped(op, List.of(f32(2, 3), f32(2, 5)), "GATHER", "F32", "I64 or I32");
  }

  @Test
  void scatterAddHasTheShapeOfItsTarget() {
    var op = new ScatterAdd(0);
    yields(f32(3, 2), op, f32(3, 2), i32(5, 2), f32(5, 2));
    misfits(op, List.of(f32(3, 2), i64(5, 4), f32(5, 4)), "SCATTER_ADD", "axis 0", "[5, 4]");
    misfits(op, List.of(f32(3, 2), i64(5, 2), f32(4, 2)), "SCATTER_ADD", "[5, 2]", "[4, 2]");
    mistyped(op, List.of(f32(3), f32(5), f32(5)), "SCATTER_ADD", "F32");
    mistyped(op, List.of(f32(3), i64(5), i32(5)), "SCATTER_ADD", "F32", "I32");
    mistyped(op, List.of(bool(3), i64(5), bool(5)), "SCATTER_ADD", "BOOL");
  }

  @Test
  void foldPutsWindowsBack() {
    var op = new Fold(1, 6, 1, 2);
    yields(f32(2, 6, 3), op, f32(2, 4, 3, 2));
    misfits(op, List.of(f32(2, 5, 3, 2)), "FOLD", "[2, 5, 3, 2]", "4 positions", "got 5");
    misfits(op, List.of(f32(2, 4)), "FOLD", "[2, 4]");
    misfits(new Fold(0, 2, 1, 1), List.of(f32(1, 3)), "window of 3", "axis of 2");
    mistyped(op, List.of(bool(2, 4, 3, 2)), "FOLD", "BOOL");
  }

  @Test
  void hostDefaultsYieldBitsAndIndices() {
    var bits = new HostDefault.RandomBits(Shape.of(3, 5));
    yields(i32(3, 5), bits, i64(2));
    misfits(bits, List.of(i64(3)), "RANDOM_BITS", "[2]", "[3]");
    mistyped(bits, List.of(i32(2)), "RANDOM_BITS", "I32");
    var sort = new HostDefault.SortIndices(1, true);
    yields(i64(2, 3), sort, f32(2, 3));
    misfits(sort, List.of(f32(2)), "[2]", "axis 1");
  }

  @Test
  void viewsEditTheShape() {
    yields(i32(3, 2), new View.Reshape(Shape.of(3, 2)), i32(6));
    yields(f32(4, 2, 3), new View.Permute(List.of(2, 0, 1)), f32(2, 3, 4));
    yields(f32(4, 2, 3), new View.Expand(Shape.of(4, 2, 3)), f32(2, 1));
    yields(f32(2, 2), new View.Slice(1, 1, 5, 2), f32(2, 6));
    yields(f32(2, 3), new View.Flip(new Axes(3)), f32(2, 3));
    yields(f32(2, 4, 3), new View.Unfold(1, 3, 1, 2), f32(2, 8));
    misfits(new View.Reshape(Shape.of(4)), List.of(f32(2, 3)), "reshape", "[2, 3]", "[4]");
    misfits(new View.Permute(List.of(0, 0)), List.of(f32(2, 3)), "[2, 3]");
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
