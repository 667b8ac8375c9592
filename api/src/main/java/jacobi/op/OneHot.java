package jacobi.op;

import jacobi.type.DType;
import java.util.List;

/// `y[…, c] = index[…] = c ? 1 : 0`; an index outside `0 … classes − 1` gives zeros.
///
/// | index | y |
/// | --- | --- |
/// | […] of I64 or I32 | […, classes] of `dtype` |
public record OneHot(long classes, DType dtype) implements Composite {
  /// Refuses a negative number of classes.
  public OneHot {
    Check.shape(classes >= 0, "ONE_HOT wants 0 classes or more, got %d", classes);
  }

  @Override
  public String name() {
    return "ONE_HOT";
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
    Spec index = in.getFirst();
    Check.isIndex(this, index.dtype());
    return List.of(new Spec(dtype, index.shape().append(classes)));
  }
}
