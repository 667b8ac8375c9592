package jacobi.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import jacobi.op.Activation;
import jacobi.op.Op;
import jacobi.op.Softmax;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.type.DType;
import jacobi.type.Shape;
import org.junit.jupiter.api.Test;

class ReferenceTest {
  @Test
  void marksTheCallsThatEndHere() {
    Operand x = Calls.dense(DType.F32, Shape.of(1), 2);
    assertTrue(Calls.call(Unary.NEG, x).isByReference());
    assertFalse(new OpCall(Unary.NEG, new Operand[] {x}, new Operand[] {x}, null).isByReference());
  }

  @Test
  void refusesWhatNeverReachesADriverUnasked() {
    Operand x = Calls.dense(DType.F32, Shape.of(2), 1, 2);
    List<Op> strangers =
        List.of(
            Activation.RELU,
            new Softmax(0),
            new View.Reshape(Shape.of(2, 1)),
            new View.Slice(0, 0, 1, 1));
    for (Op op : strangers) {
      var error = assertThrows(ContractException.class, () -> Calls.call(op, x));
      assertEquals(op.name() + " is no primitive: decline it", error.getMessage());
    }
  }
}
