package jacobi.spi;

import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.type.DType;
import jacobi.type.Layout;
import java.util.List;

/// What a driver is asked about: an op, and how its operands and results look.
///
/// @param op the op
/// @param in element type and layout of each operand; broadcasting has been resolved by strides of
///   0, so the operands of an elementwise op have the result's shape, and those of a matrix product
///   the result's batch
/// @param out element type and shape of each result; results are dense, but that of COPY may be any
///   strided part of a buffer
public record OpSpec(Op op, List<In> in, List<Spec> out) {
  /// The lists are copied.
  public OpSpec {
    in = List.copyOf(in);
    out = List.copyOf(out);
  }

  /// How an operand looks.
  ///
  /// @param dtype its element type
  /// @param layout its shape and strides; a driver must not care about the offset
  public record In(DType dtype, Layout layout) {}

  /// The element type of the first operand, or of the result of an op without operands.
  public DType dtype() {
    return in.isEmpty() ? out.getFirst().dtype() : in.getFirst().dtype();
  }
}
