package jacobi.backend.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.backend.blas.library.Search;
import jacobi.backend.cpu.CpuDriver;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Linear;
import jacobi.op.MatMul;
import jacobi.spi.HostBuffer;
import jacobi.spi.Operand;
import jacobi.type.DType;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Products by libraries are those of Java. Operands are small whole numbers: to the bit.
class ProductsTest {
  private static final Workers WORKERS = Workers.of(3);
  private static final CpuDriver JAVA = new CpuDriver(WORKERS);

  enum By {
    ONEDNN(Search::oneDnn),
    OPENBLAS(Search::cblas);

    final Function<Search, Optional<?>> which;

    By(Function<Search, Optional<?>> which) {
      this.which = which;
    }

    BlasDriver driver() {
      return TestLibraries.driver(WORKERS, which);
    }

    /// Calls of at most a twentieth of a millisecond, so that all are cut.
    BlasDriver hasty() {
      return TestLibraries.driver(WORKERS, which, 0.05);
    }
  }

  private static void same(HostBuffer expected, HostBuffer actual, Object what) {
    for (int i = 0; i < expected.elements(); i++) {
      if (expected.asDouble(i) != actual.asDouble(i)) {
        assertEquals(expected.asDouble(i), actual.asDouble(i), what + " at " + i);
      }
    }
  }

  private static void multiply(BlasDriver by, DType dtype, int batch, int m, int n, int k) {
    Operand a = TestLibraries.numbers(dtype, 1, batch, m, k);
    Operand b = TestLibraries.numbers(dtype, 2, batch, k, n);
    Operand aTurned = TestLibraries.turned(TestLibraries.numbers(dtype, 3, batch, k, m));
    Operand bTurned = TestLibraries.turned(TestLibraries.numbers(dtype, 4, batch, n, k));
    long[] sizes = {batch, m, n};
    for (Operand left : new Operand[] {a, aTurned}) {
      for (Operand right : new Operand[] {b, bTurned}) {
        same(
            TestLibraries.result(JAVA, MatMul.MATMUL, sizes, left, right),
            TestLibraries.result(by, MatMul.MATMUL, sizes, left, right),
            "%s %s · %s".formatted(dtype, left.layout(), right.layout()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void productsOfAllElementTypesAndWays(By by) {
    for (DType dtype : new DType[] {DType.F32, DType.F64, DType.BF16, DType.F16}) {
      multiply(by.driver(), dtype, 1, 1, 1, 1);
      multiply(by.driver(), dtype, 3, 5, 7, 9);
      multiply(by.driver(), dtype, 2, 130, 70, 40);
      multiply(by.hasty(), dtype, 1, 300, 260, 64);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRightOperandThatAllShareIsOneProduct(By by) {
    Operand a = TestLibraries.numbers(DType.F32, 1, 4, 33, 20);
    Operand b = TestLibraries.numbers(DType.F32, 2, 20, 30);
    var shared =
        new Operand(
            b.buffer(),
            jacobi.type.Layout.of(jacobi.type.Shape.of(4, 20, 30), new long[] {0, 30, 1}, 0));
    long[] sizes = {4, 33, 30};
    same(
        TestLibraries.result(JAVA, MatMul.MATMUL, sizes, a, shared),
        TestLibraries.result(by.driver(), MatMul.MATMUL, sizes, a, shared),
        "shared");
  }

  @ParameterizedTest
  @EnumSource
  void layersStartFromTheBias(By by) {
    for (int[] s : new int[][] {{1, 1, 1}, {64, 10, 33}, {70, 300, 40}, {600, 70, 40}}) {
      Operand x = TestLibraries.numbers(DType.F32, 1, s[0], s[2]);
      Operand w = TestLibraries.numbers(DType.F32, 2, s[1], s[2]);
      Operand bias = TestLibraries.numbers(DType.F32, 3, s[1]);
      long[] sizes = {s[0], s[1]};
      for (BlasDriver driver : new BlasDriver[] {by.driver(), by.hasty()}) {
        same(
            TestLibraries.result(JAVA, new Linear(), sizes, x, w, bias),
            TestLibraries.result(driver, new Linear(), sizes, x, w, bias),
            "layer " + s[0] + "×" + s[1] + "×" + s[2]);
      }
    }
  }
}
