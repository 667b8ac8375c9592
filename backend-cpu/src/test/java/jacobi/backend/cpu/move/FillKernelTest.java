package jacobi.backend.cpu.move;

import jacobi.op.Fill;
import jacobi.op.Spec;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/// FULL and IOTA of every type.
final class FillKernelTest {
  private static final List<Shape> SHAPES =
      List.of(Shape.SCALAR, Shape.of(1), Shape.of(0, 3), Shape.of(3, 5), Shape.of(3, 32_771));

  @Test
  void everyTypeIsFilledAndCounted() {
    for (Shape shape : SHAPES) {
      for (DType type : Trial.TYPES) {
        Trial.check(Fill.Full.of(type, shape, 0), Trial.made(FillKernel::prepare));
        Trial.check(Fill.Full.of(type, shape, 1), Trial.made(FillKernel::prepare));
      }
      for (DType type : Trial.NUMBERS) {
        Trial.check(
            Fill.Full.of(type, shape, type == DType.U8 ? 250 : -7),
            Trial.made(FillKernel::prepare));
        Trial.check(new Fill.Iota(new Spec(type, shape)), Trial.made(FillKernel::prepare));
      }
      for (double value : new double[] {0.1, -0.0, Double.POSITIVE_INFINITY, Double.NaN}) {
        for (DType type : List.of(DType.F32, DType.F64, DType.F16, DType.BF16)) {
          Trial.check(Fill.Full.of(type, shape, value), Trial.made(FillKernel::prepare));
        }
      }
    }
  }
}
