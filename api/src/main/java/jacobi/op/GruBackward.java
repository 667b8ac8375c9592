package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The gradient of [Gru]. From the last step to the first,
///
/// ```
/// h̄ ← ȳ_t + h̄
/// z̄ = h̄·(h_(t−1) − n),  n̄ = h̄·(1 − z)·(1 − n²),  r̄ = n̄·m,  m̄ = n̄·r
/// p̄_t = (r̄·r·(1 − r), z̄·z·(1 − z), n̄),  q̄_t = (r̄·r·(1 − r), z̄·z·(1 − z), m̄)
/// h̄ ← h̄·z + q̄_t·W_hh
/// ```
///
/// each gate's cotangent plus its part of ḡates_t, and over all steps at once `x̄ = P̄·W_ih`,
/// `W̄_ih = P̄ᵀ·X`, `W̄_hh = Q̄ᵀ·H`, `b̄_ih = Σ P̄`, `b̄_hh = Σ Q̄`.
///
/// | ȳ | x, h, W_ih, W_hh | y, gates | if saved ḡates | x̄, h̄, W̄_ih, W̄_hh | b̄_ih, b̄_hh |
/// | --- | --- | --- | --- | --- | --- |
/// | [T, N, H] | as [Gru] | as [Gru] | [T, N, 4H] | as these | [3H] |
///
/// @param saved whether the gates have a cotangent of their own
public record GruBackward(boolean saved) implements Composite {
  @Override
  public String name() {
    return "GRU_BACKWARD";
  }

  @Override
  public int arity() {
    return saved ? 8 : 7;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec.common(name(), in);
    long hidden = GruCell.SHAPES.check(this, in.subList(1, 5), 1, 0);
    Spec x = in.get(1);
    Recurrence.steps(this, x);
    long steps = x.shape().size(0);
    long batch = x.shape().size(1);
    Recurrence.expect(this, "ȳ", in.get(0), steps, batch, hidden);
    Recurrence.expect(this, "y", in.get(5), steps, batch, hidden);
    for (int i = 6; i < in.size(); i++) {
      Recurrence.expect(this, "gates", in.get(i), steps, batch, 4 * hidden);
    }
    Spec bias = x.of(Shape.of(3 * hidden));
    return List.of(x, in.get(2), in.get(3), in.get(4), bias, bias);
  }
}
