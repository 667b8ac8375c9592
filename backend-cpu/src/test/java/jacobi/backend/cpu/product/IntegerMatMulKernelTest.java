package jacobi.backend.cpu.product;

import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.backend.cpu.move.Trial;
import jacobi.backend.cpu.move.Trial.Way;
import jacobi.op.MatMul;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// MATMUL of integers against the definition.
final class IntegerMatMulKernelTest {
  private static final List<Shape> BATCHES = List.of(Shape.SCALAR, Shape.of(3), Shape.of(2, 0, 3));

  /// M, K, N.
  private static final int[][] SIZES = {
    {1, 1, 1}, {0, 3, 2}, {3, 0, 2}, {3, 2, 0}, {5, 7, 3}, {16, 9, 17}, {33, 70, 65}, {70, 40, 90}
  };

  @ParameterizedTest
  @EnumSource
  void productsAreThoseOfTheReference(Way way) {
    for (DType type : List.of(DType.I32, DType.I64)) {
      for (Shape batch : BATCHES) {
        for (int[] s : SIZES) {
          for (Way other : Way.values()) {
            Operand a = Trial.whole(type, batch.append(s[0], s[1]), way, 1);
            Operand b = Trial.whole(type, batch.append(s[1], s[2]), other, 2);
            Trial.check(MatMul.MATMUL, IntegerMatMulKernel::run, a, b);
          }
        }
      }
    }
  }

  @Test
  void overflowWraps() {
    for (DType type : List.of(DType.I32, DType.I64)) {
      Operand a = Trial.whole(type, Shape.of(5, 7), Way.DENSE, 1);
      Operand b = Trial.whole(type, Shape.of(7, 9), Way.DENSE, 1);
      var random = new SplittableRandom(1);
      for (int i = 0; i < 63; i++) {
        a.host().setLong(i, random.nextLong());
        b.host().setLong(i, random.nextLong());
      }
      Trial.check(MatMul.MATMUL, IntegerMatMulKernel::run, a, b);
    }
  }

  @Test
  void productsOfOtherTypesAreRefused() {
    Operand a = Trial.whole(DType.F32, Shape.of(2, 2), Way.DENSE, 1);
    assertThrows(
        IllegalStateException.class,
        () -> Trial.check(MatMul.MATMUL, IntegerMatMulKernel::run, a, a));
  }
}
