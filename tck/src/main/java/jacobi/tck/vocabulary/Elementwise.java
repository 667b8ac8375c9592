package jacobi.tck.vocabulary;

import static jacobi.tck.vocabulary.Entry.sample;

import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.Fill;
import jacobi.op.Spec;
import jacobi.op.Unary;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;
import java.util.Set;

/// Ops on one element of each operand.
final class Elementwise {
  private Elementwise() {}

  static void add(Vocabulary all) {
    for (Unary op : Unary.values()) {
      all.add(op.name(), traits(op), types(op), draws -> unary(op, draws));
    }
    for (Binary op : Binary.values()) {
      all.add(op.name(), traits(op), types(op), draws -> binary(op, draws));
    }
    // A rounded power is exact where both are integers.
    all.add("POW", Trait.DISCRETE, Types.INTEGERS, draws -> binary(Binary.POW, draws));
    all.add("WHERE", Trait.AFFINE, Types.ALL, Elementwise::where);
    all.add("COPY", Trait.AFFINE, Types.ALL, Elementwise::copy);
    all.add("FULL", Trait.DISCRETE, Types.ALL, Elementwise::full);
    all.add("IOTA", Trait.DISCRETE, Types.NUMBERS, Elementwise::iota);
  }

  private static Set<Trait> traits(Unary op) {
    return switch (op) {
      case NEG -> Trait.AFFINE;
      case ABS -> Trait.PIECEWISE;
      case SIGN, FLOOR, CEIL, ROUND, NOT -> Trait.DISCRETE;
      case EXP, EXPM1, LOG, LOG1P, SQRT, SIN, COS, TANH, ERF -> Trait.CURVED;
    };
  }

  private static Types types(Unary op) {
    return op == Unary.NOT ? Types.BITS : op.takesIntegers() ? Types.NUMBERS : Types.FLOATS;
  }

  /// As far out as values are finite.
  private static Range range(Unary op, DType dtype) {
    return switch (op) {
      case NEG, SIGN, FLOOR, CEIL, ROUND, NOT -> Range.of(-9, 9);
      case ABS -> Range.SPACED;
      case EXP, EXPM1 -> dtype == DType.F16 ? Range.of(-9, 9) : Range.of(-60, 60);
      case LOG, SQRT -> Range.of(0x1p-10, 100);
      case LOG1P -> Range.of(-0.9, 100);
      case SIN, COS -> Range.of(-20, 20);
      case TANH, ERF -> Range.of(-8, 8);
    };
  }

  private static Sample unary(Unary op, Draws draws) {
    Arg x = draws.input(range(op, draws.dtype()), draws.shape(0, 4));
    return sample(op.name(), in -> List.of(in.getFirst().engine().apply(op, in.getFirst())), x);
  }

  private static Set<Trait> traits(Binary op) {
    return switch (op) {
      case ADD, SUB, MUL -> Trait.AFFINE;
      case MAX, MIN -> Trait.PIECEWISE;
      // Whole in a, and a power of two in b.
      case DIV -> Set.of(Trait.WHOLE, Trait.REALS, Trait.SMOOTH, Trait.SECOND);
      case REM -> Set.of(Trait.WHOLE, Trait.REALS, Trait.SMOOTH);
      case POW -> Trait.CURVED;
      case AND, OR, XOR, EQ, LT, LE -> Trait.DISCRETE;
    };
  }

  private static Types types(Binary op) {
    return switch (op) {
      case ADD, SUB, MUL, DIV, REM, MAX, MIN, LT, LE -> Types.NUMBERS;
      case POW -> Types.FLOATS;
      case AND, OR, XOR -> Types.BITS;
      case EQ -> Types.ALL;
    };
  }

  private static Range first(Binary op) {
    return switch (op) {
      case MAX, MIN -> Range.SPACED;
      case POW -> Range.POSITIVE;
      case ADD, SUB, MUL, DIV, REM, AND, OR, XOR, EQ, LT, LE -> Range.PLAIN;
    };
  }

  private static Range second(Binary op) {
    return switch (op) {
      case MAX, MIN -> Range.SHIFTED;
      case DIV, REM -> Range.POSITIVE;
      case ADD, SUB, MUL, POW, AND, OR, XOR, EQ, LT, LE -> Range.PLAIN;
    };
  }

  /// The second operand is of the same shape, stretched along some axes, or has fewer.
  private static Sample binary(Binary op, Draws draws) {
    Shape shape = draws.shape(0, 4);
    Arg a = draws.input(first(op), shape);
    Arg b = draws.input(second(op), stretched(draws, shape));
    return sample(
        op.name(), in -> List.of(in.getFirst().engine().apply(op, in.get(0), in.get(1))), a, b);
  }

  static Shape stretched(Draws draws, Shape shape) {
    return switch (draws.choices().below(4)) {
      case 1 -> Shape.SCALAR;
      case 2 -> shape.rank() > 0 ? shape.without(0) : shape;
      case 3 -> shape.rank() > 0 ? shape.with(draws.choices().below(shape.rank()), 1) : shape;
      default -> shape;
    };
  }

  private static Sample where(Draws draws) {
    Shape shape = draws.shape(0, 3);
    Arg condition = draws.whole(DType.BOOL, 0, 2, shape.sizes());
    Arg a = draws.input(Range.PLAIN, shape);
    Arg b = draws.input(Range.PLAIN, stretched(draws, shape));
    return sample("WHERE", in -> List.of(in.get(0).where(in.get(1), in.get(2))), condition, a, b);
  }

  /// A copy into dense order of whatever lies elsewhere.
  private static Sample copy(Draws draws) {
    Arg x = draws.input(Range.PLAIN, draws.shape(0, 6));
    return sample(
        "COPY", in -> List.of(in.getFirst().engine().apply(Copy.Plain.COPY, in.getFirst())), x);
  }

  private static Sample full(Draws draws) {
    Shape shape = draws.shape(0, 3);
    DType dtype = draws.dtype();
    Number number =
        dtype.isFloat() && draws.regime() != Regime.REAL && draws.choices().flag()
            ? (Number) (-0.0)
            : Integer.valueOf(
                dtype == DType.BOOL ? draws.choices().below(2) : draws.choices().below(7));
    var op = Fill.Full.of(dtype, shape, number);
    return sample(
        "FULL " + number,
        in -> List.of(in.getFirst().engine().apply(op)),
        draws.plain(Range.PLAIN, 1));
  }

  private static Sample iota(Draws draws) {
    Shape shape = draws.dtype().bytes() == 1 ? Shape.of(17) : draws.shape(0, 3);
    var op = new Fill.Iota(new Spec(draws.dtype(), shape));
    return sample(
        "IOTA " + shape,
        in -> List.of(in.getFirst().engine().apply(op)),
        draws.plain(Range.PLAIN, 1));
  }
}
