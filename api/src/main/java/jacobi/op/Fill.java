package jacobi.op;

import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.Shape;
import java.util.List;

/// Makes elements from nothing.
public sealed interface Fill extends Primitive {

  @Override
  default int arity() {
    return 0;
  }

  @Override
  default Algebra algebra() {
    return Algebra.LINEAR;
  }

  /// Every element is `value`, already exact in `dtype`: truth values are 0 and 1.
  record Full(Spec spec, Number value) implements Fill {

    /// A fill with a number as `dtype` holds it.
    ///
    /// @throws DTypeException if an integer type cannot hold the number
    public static Full of(DType dtype, Shape shape, Number value) {
      return new Full(new Spec(dtype, shape), Constant.as(dtype, value));
    }

    @Override
    public String name() {
      return "FULL";
    }

    @Override
    public List<Spec> infer(List<Spec> in) {
      return List.of(spec);
    }
  }

  /// The numbers `0, 1, …` in row-major order.
  record Iota(Spec spec) implements Fill {

    /// Counts in a type of numbers.
    ///
    /// @throws DTypeException for truth values
    public Iota {
      if (!spec.dtype().isNumeric()) {
        throw new DTypeException("IOTA counts in numbers, not in " + spec.dtype());
      }
    }

    @Override
    public String name() {
      return "IOTA";
    }

    @Override
    public List<Spec> infer(List<Spec> in) {
      return List.of(spec);
    }
  }
}
