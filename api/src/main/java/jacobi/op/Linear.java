package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// `Y = X·Wᵀ + b`, the fully connected layer.
///
/// | X | W | b | Y |
/// | --- | --- | --- | --- |
/// | `[…, in]` | `[out, in]` | `[out]` | `[…, out]` |
public record Linear() implements Composite {
  @Override
  public String name() {
    return "LINEAR";
  }

  @Override
  public int arity() {
    return 3;
  }

  @Override
  public Algebra algebra() {
    return Algebra.MULTI_AFFINE;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Check.isFloat(this, Spec.common(name(), in));
    Shape x = in.get(0).shape();
    Shape w = in.get(1).shape();
    Shape b = in.get(2).shape();
    Check.shape(
        x.rank() >= 1 && w.rank() == 2 && b.rank() == 1,
        "LINEAR wants X [..., in], W [out, in], b [out], got %s, %s, %s",
        x,
        w,
        b);
    Check.shape(
        x.size(-1) == w.size(1), "LINEAR of %s and W %s: in %d ≠ %d", x, w, x.size(-1), w.size(1));
    Check.shape(w.size(0) == b.size(0), "LINEAR of W %s and b %s: out differs", w, b);
    return List.of(in.getFirst().of(x.with(-1, w.size(0))));
  }
}
