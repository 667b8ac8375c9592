package jacobi.op;

import jacobi.type.Shape;
import java.util.Arrays;
import java.util.List;

/// Each row moved and scaled to mean 0 and variance 1, then `gain` and `bias`:
///
/// ```
/// y = (x − μ)·r·gain + bias,  μ = mean(x),  r = 1/√(mean((x − μ)²) + ε)
/// ```
///
/// A row is what lies along the axes that `gain` has, the last ones of `x`.
///
/// | x | gain, bias | y | μ, r, for the backward |
/// | --- | --- | --- | --- |
/// | [rows…, row…] | [row…] | the same as x | [rows…] |
///
/// Source: Ba, Kiros and Hinton, *Layer normalization*, 2016.
///
/// @param eps `ε`, at least 0
public record LayerNorm(double eps) implements Composite {
  /// Refuses what cannot keep a root away from 0.
  public LayerNorm {
    eps("LAYER_NORM", eps);
  }

  @Override
  public String name() {
    return "LAYER_NORM";
  }

  @Override
  public int arity() {
    return 3;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec x = in.get(0);
    Check.isFloat(this, Spec.common(name(), in));
    Shape rows = rows(this, x.shape(), in.get(1).shape());
    Check.same(this, in.get(1).shape(), in.get(2).shape());
    return List.of(x, x.of(rows), x.of(rows));
  }

  /// The shape of one number a row, if `gain` is the shape of a row.
  static Shape rows(Op op, Shape x, Shape gain) {
    int lead = x.rank() - gain.rank();
    boolean fits = gain.rank() >= 1 && lead >= 0 && gain.elements() > 0;
    long[] sizes = x.sizes();
    Check.shape(
        fits && Shape.of(Arrays.copyOfRange(sizes, lead, sizes.length)).equals(gain),
        "%s of %s wants a gain of the shape of its last axes, none of them empty, got %s",
        op.name(),
        x,
        gain);
    return Shape.of(Arrays.copyOf(sizes, lead));
  }

  /// Throws unless a variance can be kept from 0 by it.
  static void eps(String name, double eps) {
    Check.shape(eps >= 0 && eps < Double.POSITIVE_INFINITY, "%s wants eps ≥ 0, got %s", name, eps);
  }
}
