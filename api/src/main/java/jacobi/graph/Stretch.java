package jacobi.graph;

import jacobi.op.Binary;
import jacobi.op.Composite;
import jacobi.op.ElementwiseChain;
import jacobi.op.HostDefault;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.View;
import jacobi.op.Where;
import jacobi.type.Shape;

/// How operands are broadcast before a driver sees them.
public final class Stretch {
  private Stretch() {}

  /// The shape an operand is stretched to, by strides of 0.
  ///
  /// @param result the shape of the first result
  public static Shape of(Op op, Shape operand, Shape result) {
    return switch (op) {
      case Binary _, Where _, ElementwiseChain _ -> result;
      case MatMul _ -> result.batch().append(operand.size(-2), operand.size(-1));
      case Primitive _, View _, HostDefault _, Composite _ -> operand;
    };
  }
}
