package jacobi.backend.cpu.code;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.kernel.ReduceKernel;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Reduce;
import jacobi.random.Seed;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A sum has the same bits along a line and across, on scalars and on vectors of any width, on any
/// number of threads.
class FoldBitsTest {
  private static final int ROOM = 400;

  @TestFactory
  List<DynamicTest> vectorsFoldAsScalarsDo() {
    Assumptions.assumeTrue(Gemm.vectorApi(), "no vector module");
    List<DynamicTest> tests = new ArrayList<>();
    for (int bits : new int[] {512, 256, 128}) {
      for (Reduce.Kind kind : Reduce.Kind.values()) {
        for (Element type : Element.values()) {
          var fold = new Fold(kind, type, bits);
          if (fold.lanes() > 1) {
            String name = "%s %s %d".formatted(kind, type, bits);
            tests.add(DynamicTest.dynamicTest(name, () -> compare(fold, type)));
          }
        }
      }
    }
    assertTrue(tests.size() > 40, "only " + tests.size());
    return tests;
  }

  private static void compare(Fold fold, Element type) {
    Object x = type.newArray(ROOM);
    var stream = Seed.of(7).stream();
    for (int i = 0; i < ROOM; i++) {
      type.set(x, i, stream.nextGaussian() * 1000);
    }
    Loop vector = fold.candidate().loop();
    for (int n : new int[] {0, 32, 64, 352}) {
      Object right = fold.borrow(2);
      Object found = fold.borrow(2);
      fold.scalarLine().run(right, 5, x, 3, 1, x, 0, 0, x, 0, 0, n);
      vector.run(found, 5, x, 3, 1, x, 0, 0, x, 0, 0, n);
      for (int i = 0; i < 2 * Fold.WIDTH; i++) {
        assertEquals(Array.get(right, i), Array.get(found, i), "n " + n + ", accumulator " + i);
      }
    }
  }

  @Test
  void rowsAndColumnsAreSummedInOneOrder() {
    Workers one = Workers.of(1);
    Workers three = Workers.of(3);
    for (int n : new int[] {1, 5, 31, 32, 33, 100, 1000}) {
      float[] x = new float[n * 70];
      var stream = Seed.of(n).stream();
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) stream.nextGaussian();
      }
      float[] lines = sums(x, Shape.of(70, n).layout(), one);
      float[] columns = sums(transposed(x, n), Shape.of(n, 70).layout().permute(1, 0), one);
      assertArrayEquals(lines, columns, "columns of " + n);
      assertArrayEquals(lines, sums(x, Shape.of(70, n).layout(), three), "three threads, " + n);
      float[] gaps = new float[2 * x.length];
      for (int i = 0; i < x.length; i++) {
        gaps[2 * i] = x[i];
      }
      Layout wide = Layout.of(Shape.of(70, n), new long[] {2L * n, 2}, 0);
      assertArrayEquals(lines, sums(gaps, wide, one), "gaps of " + n);
    }
  }

  private static float[] transposed(float[] x, int n) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i % n * 70 + i / n] = x[i];
    }
    return y;
  }

  private static float[] sums(float[] x, Layout layout, Workers workers) {
    var y = HostBuffer.of(DType.F32, 70);
    Operand[] in = {new Operand(HostBuffer.over(x), layout)};
    Operand[] out = {new Operand(y, Shape.of(70).layout())};
    Reduce op = new Reduce(Reduce.Kind.SUM, Axes.of(layout.shape(), 1));
    ReduceKernel.prepare(op, new OpCall(op, in, out, null), workers).run();
    return y.floats();
  }
}
