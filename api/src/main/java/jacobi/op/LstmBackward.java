package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The gradient of [Lstm]. From the last step to the first, with `ĉ = tanh(c_t)`,
///
/// ```
/// h̄ ← ȳ_t + h̄,  c̄ ← c̄ells_t + c̄ + h̄·o·(1 − ĉ²)
/// ī = c̄·g,  f̄ = c̄·c_(t−1),  ḡ = c̄·i,  ō = h̄·ĉ,  each plus its part of ḡates_t
/// p̄_t = (ī·i·(1 − i), f̄·f·(1 − f), ḡ·(1 − g²), ō·o·(1 − o))
/// h̄ ← p̄_t·W_hh,  c̄ ← c̄·f
/// ```
///
/// and over all steps at once `x̄ = P̄·W_ih`, `W̄_ih = P̄ᵀ·X`, `W̄_hh = P̄ᵀ·H`, `b̄ = Σ P̄` for
/// both biases.
///
/// | ȳ | x, h, c, W_ih, W_hh | y, cells, gates | c̄ells, ḡates | x̄, h̄, c̄, W̄_ih, W̄_hh | b̄ |
/// | --- | --- | --- | --- | --- | --- |
/// | [T, N, H] | as [Lstm] | as [Lstm] | if saved | as these | [4H] |
///
/// @param saved whether cells and gates have cotangents of their own
public record LstmBackward(boolean saved) implements Composite {
  @Override
  public String name() {
    return "LSTM_BACKWARD";
  }

  @Override
  public int arity() {
    return saved ? 11 : 9;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec.common(name(), in);
    long hidden = LstmCell.SHAPES.check(this, in.subList(1, 6), 2, 0);
    Spec x = in.get(1);
    Recurrence.steps(this, x);
    long steps = x.shape().size(0);
    long batch = x.shape().size(1);
    for (int i : saved ? new int[] {0, 6, 7, 9} : new int[] {0, 6, 7}) {
      Recurrence.expect(this, "y, cells and cotangents", in.get(i), steps, batch, hidden);
    }
    for (int i : saved ? new int[] {8, 10} : new int[] {8}) {
      Recurrence.expect(this, "gates", in.get(i), steps, batch, 4 * hidden);
    }
    return List.of(x, in.get(2), in.get(3), in.get(4), in.get(5), x.of(Shape.of(4 * hidden)));
  }
}
