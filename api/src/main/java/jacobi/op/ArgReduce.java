package jacobi.op;

import jacobi.type.DType;
import java.util.List;

/// The index of the greatest or least element along an axis, which is gone from the result.
///
/// The first index wins a tie; the first NaN wins over everything. Yields [DType#I64].
public record ArgReduce(Kind kind, int axis) implements Primitive {

  /// Which element is looked for.
  public enum Kind {
    /// The greatest.
    ARG_MAX,
    /// The least.
    ARG_MIN
  }

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return Algebra.INDEX;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.getFirst();
    Check.shape(
        x.shape().size(axis) > 0, "%s over axis %d of %s: it is empty", kind, axis, x.shape());
    return List.of(new Spec(DType.I64, x.shape().without(axis)));
  }
}
