package jacobi.backend.cpu.index;

import jacobi.backend.cpu.move.Trial;
import jacobi.backend.cpu.move.Trial.Way;
import jacobi.op.ArgReduce;
import jacobi.spi.HostBuffer;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// ARG_MAX and ARG_MIN along every axis; the small whole numbers have many ties.
final class ArgReduceKernelTest {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(1),
          Shape.of(17),
          Shape.of(0, 3),
          Shape.of(3, 5),
          Shape.of(2, 3, 65),
          Shape.of(40, 50, 60));

  private static void everyAxis(Operand x) {
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      if (x.shape().size(axis) > 0) {
        for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
          Trial.check(new ArgReduce(kind, axis), ArgReduceKernel::run, x);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFirstOfEqualsIsFound(Way way) {
    for (Shape shape : SHAPES) {
      for (DType type : Trial.TYPES) {
        everyAxis(Trial.whole(type, shape, way, 1));
      }
    }
  }

  @Test
  void theFirstNanIsFoundBeforeEverythingElse() {
    double[] values = {
      Double.NaN, 0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1, 2, 3, 4, 5, 6
    };
    for (DType type : List.of(DType.F32, DType.F64)) {
      HostBuffer buffer = HostBuffer.of(type, 60 * 7);
      var random = new SplittableRandom(1);
      for (int i = 0; i < buffer.elements(); i++) {
        buffer.setDouble(i, values[random.nextInt(values.length)]);
      }
      everyAxis(new Operand(buffer, Shape.of(60, 7).layout()));
    }
  }

  @Test
  void wideIntegersAreComparedExactly() {
    HostBuffer buffer = HostBuffer.of(DType.I64, 4);
    long[] values = {Long.MAX_VALUE - 1, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1};
    System.arraycopy(values, 0, buffer.longs(), 0, 4);
    everyAxis(new Operand(buffer, Shape.of(4).layout()));
  }
}
