package jacobi.op;

import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

/// The matrix product `Y = A·B`, batched over leading axes, which broadcast.
///
/// | A | B | Y |
/// | --- | --- | --- |
/// | […, M, K] | […, K, N] | […, M, N] |
///
/// Transposition arrives as a strided operand. 16-bit floats are accumulated in 32 bits. The sum
/// over an empty K is 0.
public enum MatMul implements Primitive {
  /// The one member.
  MATMUL;

  @Override
  public int arity() {
    return 2;
  }

  @Override
  public Algebra algebra() {
    return Algebra.MULTI_AFFINE;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    DType dtype = Spec.common("MATMUL", in);
    Check.isNumeric(this, dtype);
    return List.of(new Spec(dtype, shape(in.getFirst().shape(), in.getLast().shape())));
  }

  /// The shape of `A·B`.
  public static Shape shape(Shape a, Shape b) {
    Check.shape(a.rank() >= 2 && b.rank() >= 2, "MATMUL wants matrices, got %s and %s", a, b);
    Check.shape(
        a.size(-1) == b.size(-2),
        "MATMUL of %s and %s: inner %d ≠ %d",
        a,
        b,
        a.size(-1),
        b.size(-2));
    return Check.broadcast(MATMUL, a.batch(), b.batch()).append(a.size(-2), b.size(-1));
  }
}
