package jacobi.op;

import jacobi.type.DType;
import java.util.List;

/// Moves elements into another layout, or into another element type.
///
/// | operand | result |
/// | --- | --- |
/// | x, any strides | the same shape, the strides the framework chose |
public sealed interface Copy extends Primitive {

  @Override
  default int arity() {
    return 1;
  }

  /// The same elements, strided to strided.
  enum Plain implements Copy {
    /// The one member.
    COPY;

    @Override
    public List<Spec> infer(List<Spec> in) {
      return List.of(in.getFirst());
    }

    @Override
    public Algebra algebra() {
      return Algebra.LINEAR;
    }
  }

  /// The elements in another type, as Java casts: float to integer truncates and saturates, NaN
  /// becomes 0; integers wrap; anything but zero is true.
  record Cast(DType to) implements Copy {
    @Override
    public String name() {
      return "CAST";
    }

    @Override
    public List<Spec> infer(List<Spec> in) {
      return List.of(in.getFirst().of(to));
    }

    @Override
    public Algebra algebra() {
      return to.isFloat() ? Algebra.LINEAR : Algebra.DISCONTINUOUS;
    }
  }
}
