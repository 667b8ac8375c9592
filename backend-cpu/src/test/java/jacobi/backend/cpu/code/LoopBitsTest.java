package jacobi.backend.cpu.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.op.Activation;
import jacobi.op.Binary;
import jacobi.op.Unary;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.type.Rounding;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every generated loop of an op gives the bits of the general one: the loop for operands that lie
/// alike, and vectors of 512, 256 and 128 bits, cold as they are in this test, with any operand
/// constant, from any offset, at sizes around the vectors' and on special values.
class LoopBitsTest {
  private static final int[] SIZES = {0, 1, 2, 7, 8, 16, 17, 33, 64, 67};
  private static final int ROOM = 80;
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    1.5,
    2.5,
    1e-45,
    0x1p-24,
    0x3p-25,
    -0x1.ff8p-15,
    0x1p-133,
    65504,
    65520,
    -1e-40,
    0x1p-126,
    3e38,
    -3e38,
    0x1p23,
    0x1p31,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    88.7,
    -104,
    1e30,
    0.625,
    4
  };

  private record Case(String name, Formula formula, List<Element> in, Element out) {}

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Activation f : Activation.values()) {
      var one = List.of(Element.F32);
      var two = List.of(Element.F32, Element.F32);
      cases.add(new Case(f + "", ActivationFormulas.of(f), one, Element.F32));
      cases.add(new Case(f + " BACKWARD", ActivationFormulas.backward(f), two, Element.F32));
    }
    for (Element type : Element.values()) {
      for (Unary op : Unary.values()) {
        if (has(op, type)) {
          cases.add(new Case(op + " " + type, Formulas.of(op, type), List.of(type), type));
        }
      }
      for (Binary op : Binary.values()) {
        if (has(op, type)) {
          Element out = op.isComparison() ? Element.BOOL : type;
          cases.add(new Case(op + " " + type, Formulas.of(op, type), List.of(type, type), out));
        }
      }
      var in = List.of(Element.BOOL, type, type);
      cases.add(new Case("WHERE " + type, Formulas.where(type), in, type));
      for (Element to : Element.values()) {
        cases.add(new Case("CAST " + type + " " + to, Formulas.cast(type, to), List.of(type), to));
      }
    }
    return cases;
  }

  private static boolean has(Unary op, Element type) {
    boolean integer = type != Element.BOOL;
    return type.isFloat() ? op != Unary.NOT : op == Unary.NOT || integer && op.takesIntegers();
  }

  private static boolean has(Binary op, Element type) {
    return switch (type) {
      case F32, F64, F16, BF16 -> !op.isBitwise();
      case I32, I64, I8, U8 -> true;
      case BOOL -> op.isBitwise() || op == Binary.EQ;
    };
  }

  @TestFactory
  List<DynamicTest> operandsThatLieAlike() {
    return cases().stream()
        .map(item -> DynamicTest.dynamicTest(item.name, () -> compareTogether(item)))
        .toList();
  }

  private static void compareTogether(Case item) {
    var generator = new LoopGenerator(item.formula, item.in, item.out);
    Loop general = generator.general();
    for (int constants = 0; constants < 1 << item.in.size(); constants++) {
      Loop loop = generator.together(constants);
      for (int n : SIZES) {
        compare(item, general, loop, constants, n, 5, 5);
      }
    }
  }

  @TestFactory
  List<DynamicTest> vectors() {
    Assumptions.assumeTrue(Gemm.vectorApi(), "no vector module");
    List<DynamicTest> tests = new ArrayList<>();
    for (int bits : new int[] {512, 256, 128}) {
      for (Case item : cases()) {
        var loops = new Loops(item.formula, item.in, item.out, bits);
        if (loops.lanes() > 0) {
          tests.add(
              DynamicTest.dynamicTest(item.name + " " + bits, () -> compareVector(item, loops)));
        }
      }
    }
    assertTrue(tests.size() > 100, "only " + tests.size());
    return tests;
  }

  private static void compareVector(Case item, Loops loops) {
    Loop general = new LoopGenerator(item.formula, item.in, item.out).general();
    for (int constants = 0; constants < 1 << item.in.size(); constants++) {
      if (item.in.getFirst() != Element.BOOL || (constants & 1) == 0) {
        Loop loop = loops.candidate(constants).loop();
        for (int n : SIZES) {
          compare(item, general, loop, constants, n, 3, 6);
        }
      }
    }
  }

  private static void compare(
      Case item, Loop general, Loop loop, int constants, int n, int yAt, int xAt) {
    var stream = Seed.of(n * 8L + constants).stream();
    Object[] x = new Object[3];
    int[] step = new int[3];
    for (int k = 0; k < 3; k++) {
      x[k] = operand(item.in.get(Math.min(k, item.in.size() - 1)), stream);
      step[k] = 1 - (constants >> k & 1);
    }
    Object right = item.out.newArray(ROOM);
    Object found = item.out.newArray(ROOM);
    general.run(right, yAt, x[0], xAt, step[0], x[1], xAt, step[1], x[2], xAt, step[2], n);
    loop.run(found, yAt, x[0], xAt, step[0], x[1], xAt, step[1], x[2], xAt, step[2], n);
    for (int i = 0; i < ROOM; i++) {
      int at = i;
      assertEquals(
          number(item.out, right, i),
          number(item.out, found, i),
          () -> "n %d, constants %d, element %d".formatted(n, constants, at));
    }
  }

  /// An element; of floats the number, for NaN has many patterns.
  static Object number(Element type, Object array, int at) {
    return switch (type) {
      case F16 -> Float.float16ToFloat(((short[]) array)[at]);
      case BF16 -> Rounding.fromBfloat16(((short[]) array)[at]);
      case F32, F64, I32, I64, BOOL, I8, U8 -> Array.get(array, at);
    };
  }

  private static Object operand(Element type, Stream stream) {
    Object array = type.newArray(ROOM);
    for (int i = 0; i < ROOM; i++) {
      double special = SPECIAL[stream.nextInt(SPECIAL.length)];
      double ordinary = stream.nextInt(-4000, 4000) / 128.0;
      type.set(array, i, stream.nextInt(3) == 0 ? special : ordinary);
    }
    return array;
  }
}
