package jacobi.tck.reference;

import jacobi.op.Algebra;
import jacobi.op.Composite;
import jacobi.op.Spec;
import jacobi.type.DType;
import java.util.List;

/// The side door of the reference: what an element consists of, as F64. No other device knows these
/// ops, and they have no gradients.
///
/// | operand | result |
/// | --- | --- |
/// | any float type (BOUND: any type), any shape | F64 of the same shape |
public enum Part implements Composite {
  /// The number rounded to a double.
  HIGH,
  /// What is missing to the number.
  LOW,
  /// How far a legal device may be off.
  BOUND;

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return Algebra.DISCONTINUOUS;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    return List.of(in.getFirst().of(DType.F64));
  }
}
