package jacobi.op;

import java.util.List;

/// A gated recurrent unit over a sequence: [GruCell] at each step. `y[t]` is h after step `t`; `r z
/// n` and `m = h·W_hnᵀ + b_hn` are kept for the backward pass.
///
/// | x | h | W_ih | W_hh | b_ih, b_hh | y | gates |
/// | --- | --- | --- | --- | --- | --- | --- |
/// | [T, N, in] | [N, H] | [3H, in] | [3H, H] | [3H] | [T, N, H] | [T, N, 4H] |
///
/// There is at least one step.
public record Gru() implements Composite {
  @Override
  public String name() {
    return "GRU";
  }

  @Override
  public int arity() {
    return 6;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    long hidden = GruCell.SHAPES.check(this, in, 1, 2);
    Spec x = in.get(0);
    Recurrence.steps(this, x);
    return List.of(x.of(x.shape().with(2, hidden)), x.of(x.shape().with(2, 4 * hidden)));
  }
}
