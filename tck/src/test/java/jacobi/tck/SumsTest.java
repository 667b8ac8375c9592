package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.op.Fold;
import jacobi.op.MatMul;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.spi.Operand;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Ops that add up reals of full mantissas are within the bound of [Terms], in lengths around the
/// widths of vectors and in all arrangements.
///
/// Few terms see what many hide: a product rounded to fewer digits, a term that is missing.
class SumsTest {
  private static final int[] LENGTHS = {
    1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 65, 127, 129, 1000, 4098
  };

  /// A check that returns the worst error as a fraction of its bound.
  private interface Check {
    double run(DType dtype, Arrangement way, int length);
  }

  @TestFactory
  Stream<DynamicTest> aSumIsWithinTheBoundOfItsTerms() {
    List<DynamicTest> tests = new ArrayList<>();
    for (DType dtype : Points.FLOATS) {
      add(tests, "REDUCE_SUM, last axis", dtype, SumsTest::lastAxis);
      add(tests, "REDUCE_SUM, first axis", dtype, SumsTest::firstAxis);
      add(tests, "REDUCE_SUM, outer axes", dtype, SumsTest::outerAxes);
      add(tests, "FOLD", dtype, SumsTest::fold);
      add(tests, "FOLD, dilated", dtype, SumsTest::foldDilated);
      add(tests, "SCATTER_ADD", dtype, SumsTest::scatter);
      add(tests, "MATMUL, inner", dtype, (type, way, n) -> matmul(type, way, 3, n, 5));
      add(tests, "MATMUL, rows", dtype, (type, way, n) -> matmul(type, way, n, 7, 2));
      add(tests, "MATMUL, columns", dtype, (type, way, n) -> matmul(type, way, 2, 16, n));
      add(tests, "MATMUL, square", dtype, SumsTest::square);
    }
    return tests.stream();
  }

  private static void add(List<DynamicTest> tests, String name, DType dtype, Check check) {
    tests.add(
        DynamicTest.dynamicTest(
            name + " of " + dtype,
            () -> {
              double worst = 0;
              for (Arrangement way : Arrangement.values()) {
                for (int length : LENGTHS) {
                  worst = Math.max(worst, run(dtype, way, length, check));
                }
              }
              assertTrue(worst > 0 && worst <= 1, "worst " + worst);
            }));
  }

  private static double run(DType dtype, Arrangement way, int length, Check check) {
    try {
      return check.run(dtype, way, length);
    } catch (AssertionError wrong) {
      String message = "%s, length %d: %s".formatted(way, length, wrong.getMessage());
      throw new AssertionError(message, wrong);
    }
  }

  private static Operand reals(DType dtype, Arrangement way, long seed, long... sizes) {
    return way.of(dtype, Shape.of(sizes), Values.reals(seed));
  }

  private static double lastAxis(DType dtype, Arrangement way, int length) {
    return sum(reals(dtype, way, length, 3, length), new Axes(2));
  }

  private static double firstAxis(DType dtype, Arrangement way, int length) {
    return sum(reals(dtype, way, length, length, 17), new Axes(1));
  }

  private static double outerAxes(DType dtype, Arrangement way, int length) {
    return sum(reals(dtype, way, length, 2, Math.min(length, 130), 3), new Axes(5));
  }

  private static double sum(Operand x, Axes axes) {
    Layout kept = x.shape().without(axes).layout();
    var terms = new Terms(kept.shape().elements());
    double[] elements = elements(x);
    for (int i = 0; i < elements.length; i++) {
      long rest = i;
      long at = 0;
      int axis = kept.shape().rank() - 1;
      for (int k = x.shape().rank() - 1; k >= 0; k--) {
        at += axes.contains(k) ? 0 : rest % x.shape().size(k) * kept.stride(axis--);
        rest /= x.shape().size(k);
      }
      terms.add((int) at, elements[i], 1);
    }
    var item = PrimitiveCase.of(new Reduce(Reduce.Kind.SUM, axes), x);
    return terms.check(item.run().out().host());
  }

  /// The elements in row-major order.
  private static double[] elements(Operand x) {
    double[] elements = new double[x.count()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = x.host().asDouble(Arrangement.place(x.layout(), i));
    }
    return elements;
  }

  private static double fold(DType dtype, Arrangement way, int length) {
    return fold(reals(dtype, way, length, 2, length, 5), 1, 1);
  }

  private static double foldDilated(DType dtype, Arrangement way, int length) {
    return fold(reals(dtype, way, length, 2, length, 4), 3, 2);
  }

  private static double fold(Operand x, long step, long dilation) {
    long positions = x.shape().size(1);
    long window = x.shape().size(2);
    long size = (positions - 1) * step + (window - 1) * dilation + 1;
    var terms = new Terms(2 * size);
    double[] elements = elements(x);
    for (int i = 0; i < elements.length; i++) {
      long row = i / window / positions;
      long at = i / window % positions * step + i % window * dilation;
      terms.add((int) (row * size + at), elements[i], 1);
    }
    return terms.check(PrimitiveCase.of(new Fold(1, size, step, dilation), x).run().out().host());
  }

  private static double scatter(DType dtype, Arrangement way, int length) {
    Operand x = reals(dtype, way, 1, 5, 3);
    Operand u = reals(dtype, way.next(1), length, length, 3);
    Values places = (buffer, at) -> buffer.setLong(at, at * 7L % 11 % 5);
    Operand index = way.next(2).of(DType.I64, Shape.of(length, 3), places);
    var terms = new Terms(15);
    double[] start = elements(x);
    for (int i = 0; i < start.length; i++) {
      terms.add(i, start[i], 1);
    }
    double[] rows = elements(index);
    double[] added = elements(u);
    for (int i = 0; i < added.length; i++) {
      terms.add((int) rows[i] * 3 + i % 3, added[i], 1);
    }
    return terms.check(PrimitiveCase.of(new ScatterAdd(0), x, index, u).run().out().host());
  }

  private static double square(DType dtype, Arrangement way, int length) {
    int side = Math.min(length, 66);
    return matmul(dtype, way, side, side, side);
  }

  private static double matmul(DType dtype, Arrangement way, int m, int k, int n) {
    Operand a = reals(dtype, way, k, 2, m, k);
    Operand b = reals(dtype, way.next(1), k + 1L, 2, k, n);
    double[] left = elements(a);
    double[] right = elements(b);
    var terms = new Terms(2L * m * n);
    for (int i = 0; i < 2 * m; i++) {
      for (int l = 0; l < k; l++) {
        for (int j = 0; j < n; j++) {
          terms.add(i * n + j, left[i * k + l], right[(i / m * k + l) * n + j]);
        }
      }
    }
    return terms.check(PrimitiveCase.of(MatMul.MATMUL, a, b).run().out().host());
  }
}
