package jacobi.backend.cpu.move;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Copy;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Reference;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// COPY from every layout to every layout.
final class StridedCopyTest {
  private static final Workers TWO = Workers.of(2);

  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.of(1),
          Shape.of(0, 3),
          Shape.of(3, 5),
          Shape.of(4098),
          Shape.of(33, 65),
          Shape.of(1, 70, 1, 90),
          Shape.of(2, 31, 5, 33),
          Shape.of(300, 301));

  @ParameterizedTest
  @EnumSource
  void everyOperandIsCopiedToADenseResult(Trial.Way way) {
    for (Shape shape : SHAPES) {
      for (DType type : Trial.TYPES) {
        Operand x = Trial.whole(type, shape, way, 1);
        Trial.check(
            Copy.Plain.COPY,
            Trial.made((op, call, workers) -> StridedCopy.prepare(call, workers)),
            x);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TRANSPOSED", "ROTATED", "REVERSED"})
  void stridedResultsTakeTheirElementsAndNoOthers(Trial.Way into) {
    for (Shape shape : SHAPES) {
      for (DType type : Trial.TYPES) {
        for (Trial.Way way : Trial.Way.values()) {
          Operand x = Trial.whole(type, shape, way, 1);
          Operand expected = Trial.whole(type, shape, into, 2);
          Operand found = Trial.whole(type, shape, into, 2);
          Reference.execute(call(x, expected));
          StridedCopy.prepare(call(x, found), TWO).run();
          long at = expected.host().segment().mismatch(found.host().segment());
          assertEquals(-1, at, () -> x + " to " + found);
        }
      }
    }
  }

  private static OpCall call(Operand x, Operand y) {
    return new OpCall(Copy.Plain.COPY, new Operand[] {x}, new Operand[] {y}, null);
  }
}
