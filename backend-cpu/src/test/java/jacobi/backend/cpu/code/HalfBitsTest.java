package jacobi.backend.cpu.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.random.Seed;
import jacobi.spi.HostBuffer;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Casts from and to 16 bits round once, as [HostBuffer] does, in scalar code and on vectors: every
/// pattern there is, and beside every number, and in the middle of every two, of every other type.
class HalfBitsTest {
  private static final int PATTERNS = 1 << 16;
  private static final List<DType> HALVES = List.of(DType.F16, DType.BF16);

  @TestFactory
  List<DynamicTest> everyNumberIsWidenedExactly() {
    List<DynamicTest> tests = new ArrayList<>();
    for (DType half : HALVES) {
      HostBuffer x = HostBuffer.of(half, PATTERNS);
      for (int i = 0; i < PATTERNS; i++) {
        x.shorts()[i] = (short) i;
      }
      for (DType to : DType.values()) {
        each(tests, x, to);
      }
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> everythingIsRoundedOnce() {
    List<DynamicTest> tests = new ArrayList<>();
    for (DType half : HALVES) {
      for (DType from : DType.values()) {
        each(tests, near(half, from), half);
      }
    }
    return tests;
  }

  /// Numbers that lie in the middle of two of a type, or just beside, and some others.
  private static HostBuffer near(DType half, DType from) {
    HostBuffer halves = HostBuffer.of(half, 2);
    HostBuffer near = HostBuffer.of(from, 8L * PATTERNS);
    var stream = Seed.of(1).stream();
    for (int i = 0; i < PATTERNS; i++) {
      halves.shorts()[0] = (short) i;
      halves.shorts()[1] = (short) (i + 1);
      double middle = halves.asDouble(0) / 2 + halves.asDouble(1) / 2;
      near.setDouble(8 * i, halves.asDouble(0));
      near.setDouble(8 * i + 1, middle);
      near.setDouble(8 * i + 2, Math.nextUp(middle));
      near.setDouble(8 * i + 3, Math.nextDown(middle));
      near.setDouble(8 * i + 4, Math.nextUp((float) middle));
      near.setDouble(8 * i + 5, Math.nextDown((float) middle));
      near.setLong(8 * i + 6, (long) middle + 1);
      near.setLong(8 * i + 7, stream.nextLong() >> stream.nextInt(64));
    }
    return near;
  }

  /// A cast in scalar code, and in vector code if there is any.
  private static void each(List<DynamicTest> tests, HostBuffer x, DType to) {
    Element from = Element.of(x.dtype());
    Element into = Element.of(to);
    String name = "%s to %s".formatted(x.dtype(), to);
    Formula cast = Formulas.cast(from, into);
    Loop scalar = new LoopGenerator(cast, List.of(from), into).general();
    tests.add(DynamicTest.dynamicTest(name, () -> check(scalar, x, to)));
    for (int bits : new int[] {512, 256, 128}) {
      var loops = new Loops(cast, List.of(from), into, Gemm.vectorApi() ? bits : 0);
      if (loops.lanes() > 0) {
        Loop vector = loops.candidate(0).loop();
        tests.add(DynamicTest.dynamicTest(name + ", " + bits, () -> check(vector, x, to)));
      }
    }
  }

  private static void check(Loop cast, HostBuffer x, DType to) {
    int n = (int) x.elements();
    HostBuffer right = HostBuffer.of(to, n);
    HostBuffer found = HostBuffer.of(to, n);
    Object a = x.array();
    cast.run(found.array(), 0, a, 0, 1, a, 0, 0, a, 0, 0, n);
    for (int i = 0; i < n; i++) {
      if (x.dtype().isFloat()) {
        right.setDouble(i, x.asDouble(i));
      } else {
        right.setLong(i, x.asLong(i));
      }
      Object wanted = LoopBitsTest.number(Element.of(to), right.array(), i);
      int at = i;
      assertEquals(
          wanted,
          LoopBitsTest.number(Element.of(to), found.array(), i),
          () -> "element %d, %s".formatted(at, x.asDouble(at)));
    }
  }

  @TestFactory
  List<DynamicTest> thereIsVectorCodeForFloats() {
    Assumptions.assumeTrue(Gemm.vectorApi(), "no vector module");
    return HALVES.stream()
        .map(half ->
            DynamicTest.dynamicTest(
                half + "",
                () -> {
                  Element type = Element.of(half);
                  var in = List.of(Element.F32);
                  var loops = new Loops(Formulas.cast(Element.F32, type), in, type, 512);
                  assertTrue(loops.lanes() == 16, "lanes " + loops.lanes());
                }))
        .toList();
  }
}
