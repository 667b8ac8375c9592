package jacobi.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.Fill;
import jacobi.op.Spec;
import jacobi.op.Unary;
import jacobi.op.Where;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import org.junit.jupiter.api.Test;

class ReferenceElementwiseTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final Shape SHAPE = Shape.of(2, 6);
  private static final double[] REALS = {
    -INF, -2.5, -1, -0.375, -0.0, 0, 0.4375, 1, 1.5, 3.25, INF, NAN
  };
  private static final double[] OTHERS = {2, -1.5, NAN, 0.5, 0, -0.0, 3, -1, 1.5, INF, -INF, 1};
  private static final double[] WHOLES = {-128, -100, -7, -2, -1, 0, 1, 2, 5, 7, 100, 127};
  private static final double[] STEPS = {3, 127, -2, 0, -1, 5, 0, 1, -128, 7, 3, 2};

  @Test
  void unaryFunctionsOfFloatsAreTheDefinitionRoundedOnce() {
    for (DType type : Calls.FLOATS) {
      for (int way = 0; way < Calls.WAYS; way++) {
        Operand x = Calls.operand(type, SHAPE, way, REALS);
        for (Unary op : Unary.values()) {
          if (op == Unary.NOT) {
            continue;
          }
          HostBuffer y = Calls.run(op, x);
          for (int i = 0; i < REALS.length; i++) {
            double expected = Calls.nearest(type, op.at(REALS[i]));
            assertEquals(expected, y.asDouble(i), op + " " + type + " of " + REALS[i]);
          }
        }
      }
    }
  }

  @Test
  void unaryFunctionsOfIntegersWrapToTheWidth() {
    for (DType type : Calls.INTEGERS) {
      for (int way = 0; way < Calls.WAYS; way++) {
        Operand x = Calls.operand(type, SHAPE, way, WHOLES);
        for (Unary op : Unary.values()) {
          if (!op.takesIntegers()) {
            continue;
          }
          HostBuffer y = Calls.run(op, x);
          for (int i = 0; i < WHOLES.length; i++) {
            long argument = wrap(type, (long) WHOLES[i]);
            long expected = wrap(type, op.at(argument));
            assertEquals(expected, y.asLong(i), op + " " + type + " of " + argument);
          }
        }
      }
    }
    HostBuffer least = Calls.run(Unary.NEG, Calls.dense(DType.I8, Shape.of(2), -128, 5));
    Calls.assertHolds(least, "NEG of I8", -128, -5);
    Calls.assertHolds(
        Calls.run(Unary.NEG, Calls.dense(DType.U8, Shape.of(2), 0, 1)), "NEG of U8", 0, 255);
  }

  /// The low bits, extended by the sign unless there is none.
  private static long wrap(DType type, long value) {
    int unused = 64 - 8 * type.bytes();
    return type == DType.U8 ? value & 0xFF : value << unused >> unused;
  }

  @Test
  void notTurnsTruthValuesAround() {
    Operand x = Calls.operand(DType.BOOL, Shape.of(2, 2), 1, 0, 1, 1, 0);
    Calls.assertHolds(Calls.run(Unary.NOT, x), "NOT", 1, 0, 0, 1);
  }

  @Test
  void binaryFunctionsOfFloatsAreTheDefinitionRoundedOnce() {
    for (DType type : Calls.FLOATS) {
      for (int way = 0; way < Calls.WAYS; way++) {
        Operand a = Calls.operand(type, SHAPE, way, REALS);
        Operand b = Calls.operand(type, SHAPE, (way + 1) % Calls.WAYS, OTHERS);
        for (Binary op : Binary.values()) {
          if (op.isBitwise()) {
            continue;
          }
          HostBuffer y = Calls.run(op, a, b);
          assertEquals(op.isComparison() ? DType.BOOL : type, y.dtype());
          for (int i = 0; i < REALS.length; i++) {
            double exact = op.at(REALS[i], OTHERS[i]);
            double expected = op.isComparison() ? exact : Calls.nearest(type, exact);
            assertEquals(expected, y.asDouble(i), op + " " + type + " element " + i);
          }
        }
      }
    }
  }

  @Test
  void binaryFunctionsOfIntegersWrapToTheWidth() {
    for (DType type : Calls.INTEGERS) {
      for (int way = 0; way < Calls.WAYS; way++) {
        Operand a = Calls.operand(type, SHAPE, way, WHOLES);
        Operand b = Calls.operand(type, SHAPE, (way + 2) % Calls.WAYS, STEPS);
        for (Binary op : Binary.values()) {
          HostBuffer y = Calls.run(op, a, b);
          for (int i = 0; i < WHOLES.length; i++) {
            long exact = op.at(wrap(type, (long) WHOLES[i]), wrap(type, (long) STEPS[i]));
            long expected = op.isComparison() ? exact : wrap(type, exact);
            assertEquals(expected, y.asLong(i), op + " " + type + " element " + i);
          }
        }
      }
    }
    Operand big = Calls.longs(Shape.of(2), Long.MAX_VALUE, (1L << 53) + 1);
    Operand one = Calls.longs(Shape.of(2), 1, 0);
    HostBuffer sum = Calls.run(Binary.ADD, big, one);
    assertArrayEquals(new long[] {Long.MIN_VALUE, (1L << 53) + 1}, sum.longs());
  }

  @Test
  void truthValuesCombine() {
    Operand a = Calls.operand(DType.BOOL, Shape.of(4), 2, 0, 0, 1, 1);
    Operand b = Calls.operand(DType.BOOL, Shape.of(4), 0, 0, 1, 0, 1);
    Calls.assertHolds(Calls.run(Binary.AND, a, b), "AND", 0, 0, 0, 1);
    Calls.assertHolds(Calls.run(Binary.OR, a, b), "OR", 0, 1, 1, 1);
    Calls.assertHolds(Calls.run(Binary.XOR, a, b), "XOR", 0, 1, 1, 0);
    Calls.assertHolds(Calls.run(Binary.EQ, a, b), "EQ", 1, 0, 0, 1);
  }

  @Test
  void stretchedAndOverlappingOperandsAreReadWhereTheyLie() {
    Operand row = Calls.dense(DType.F32, Shape.of(3), 1, 2, 3);
    var stretched = new Operand(row.buffer(), row.layout().expand(Shape.of(2, 3)));
    Operand six = Calls.dense(DType.F32, Shape.of(4), 10, 20, 30, 40);
    var windows = new Operand(six.buffer(), six.layout().unfold(0, 3, 1, 1));
    Calls.assertHolds(
        Calls.run(Binary.ADD, stretched, windows), "ADD", 11, 22, 33, 21, 32, 43);
  }

  @Test
  void whereChoosesElementByElementInEveryType() {
    for (DType type : DType.values()) {
      double other = type == DType.BOOL ? 1 : 7;
      for (int way = 0; way < Calls.WAYS; way++) {
        Operand c = Calls.operand(DType.BOOL, Shape.of(2, 2), way, 1, 0, 0, 1);
        Operand a = Calls.operand(type, Shape.of(2, 2), 2 - way, 1, 1, 0, 0);
        Operand b = Calls.operand(type, Shape.of(2, 2), 1, 0, other, 1, 1);
        Calls.assertHolds(Calls.run(Where.WHERE, c, a, b), type.toString(), 1, other, 1, 0);
      }
    }
    Operand c = Calls.dense(DType.BOOL, Shape.of(2), 1, 0);
    Operand a = Calls.dense(DType.F64, Shape.of(2), -0.0, NAN);
    Operand b = Calls.dense(DType.F64, Shape.of(2), NAN, 4);
    Calls.assertHolds(Calls.run(Where.WHERE, c, a, b), "not touched by NaN", -0.0, 4);
  }

  @Test
  void copiesLeaveTheRestOfTheTargetAlone() {
    Operand x = Calls.operand(DType.I32, Shape.of(2, 2), 1, 1, 2, 3, 4);
    HostBuffer to = HostBuffer.of(DType.I32, 9);
    Layout part = Layout.of(Shape.of(2, 2), new long[] {4, -2}, 3);
    var out = new Operand[] {new Operand(to, part)};
    Reference.execute(new OpCall(Copy.Plain.COPY, new Operand[] {x}, out, null));
    assertArrayEquals(new int[] {0, 2, 0, 1, 0, 4, 0, 3, 0}, to.ints());
  }

  @Test
  void copiesAreExactInEveryType() {
    for (DType type : DType.values()) {
      Operand x = Calls.operand(type, Shape.of(3), 2, 1, 0, 1);
      Calls.assertHolds(Calls.run(Copy.Plain.COPY, x), type.toString(), 1, 0, 1);
    }
    Operand big = Calls.longs(Shape.of(2), Long.MAX_VALUE, Long.MIN_VALUE + 1);
    assertArrayEquals(
        new long[] {Long.MAX_VALUE, Long.MIN_VALUE + 1},
        Calls.run(Copy.Plain.COPY, big).longs());
  }

  private static void casts(DType from, double value, DType to, double expected) {
    HostBuffer y = Calls.run(new Copy.Cast(to), Calls.dense(from, Shape.of(1), value));
    Calls.assertHolds(y, "%s %s to %s".formatted(from, value, to), expected);
  }

  @Test
  void castsConvertAsJavaDoes() {
    casts(DType.F32, -2.75, DType.I32, -2);
    casts(DType.F64, 1e300, DType.I32, Integer.MAX_VALUE);
    casts(DType.F32, -INF, DType.I64, Long.MIN_VALUE);
    casts(DType.F16, NAN, DType.I8, 0);
    casts(DType.F32, 0.25, DType.BOOL, 1);
    casts(DType.F32, -0.0, DType.BOOL, 0);
    casts(DType.F64, NAN, DType.BOOL, 1);
    casts(DType.I32, 300, DType.I8, 44);
    casts(DType.I32, -1, DType.U8, 255);
    casts(DType.U8, 200, DType.I8, -56);
    casts(DType.I32, 256, DType.BOOL, 1);
    casts(DType.BOOL, 1, DType.F16, 1);
    casts(DType.I32, (1 << 24) + 1, DType.F32, 1 << 24);
    casts(DType.I32, 70_000, DType.F16, INF);
    casts(DType.F64, 1e-46, DType.F32, 0);
  }

  @Test
  void castsTo16BitsRoundOnce() {
    casts(DType.F64, 2049 + 0x1p-20, DType.F16, 2050);
    casts(DType.F64, 2049 - 0x1p-20, DType.F16, 2048);
    casts(DType.F64, 257 + 0x1p-30, DType.BF16, 258);
    casts(DType.F64, -257 - 0x1p-30, DType.BF16, -258);
    casts(DType.F64, 257, DType.BF16, 256);
    for (long value : new long[] {(1L << 40) + (1L << 32) + 1, (1L << 62) + (1L << 54) + 1}) {
      for (long sign : new long[] {1, -1}) {
        HostBuffer y =
            Calls.run(new Copy.Cast(DType.BF16), Calls.longs(Shape.of(1), sign * value));
        double top = Long.highestOneBit(value);
        Calls.assertHolds(y, "I64 " + value, sign * (top + top / 128));
      }
    }
  }

  @Test
  void fillsAreExact() {
    for (DType type : DType.values()) {
      Calls.assertHolds(
          Calls.run(Fill.Full.of(type, Shape.of(2, 2), 1)), type.toString(), 1, 1, 1, 1);
    }
    Calls.assertHolds(Calls.run(Fill.Full.of(DType.F32, Shape.SCALAR, 0.1)), "0.1", 0.1f);
    Calls.assertHolds(Calls.run(Fill.Full.of(DType.BF16, Shape.of(1), NAN)), "NaN", NAN);
    Calls.assertHolds(Calls.run(Fill.Full.of(DType.F32, Shape.of(0), 3)), "none");
    HostBuffer big = Calls.run(Fill.Full.of(DType.I64, Shape.of(1), Long.MAX_VALUE));
    assertEquals(Long.MAX_VALUE, big.longs()[0]);
  }

  @Test
  void iotaCountsInRowMajorOrder() {
    for (DType type : Calls.NUMBERS) {
      HostBuffer y = Calls.run(new Fill.Iota(new Spec(type, Shape.of(2, 3))));
      Calls.assertHolds(y, type.toString(), 0, 1, 2, 3, 4, 5);
    }
    HostBuffer wrapped = Calls.run(new Fill.Iota(new Spec(DType.I8, Shape.of(130))));
    assertEquals(-127, wrapped.asLong(129));
  }
}
