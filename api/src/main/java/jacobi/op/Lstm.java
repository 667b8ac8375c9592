package jacobi.op;

import java.util.List;

/// A long short-term memory over a sequence: [LstmCell] at each step. `y[t]` and `cells[t]` are h
/// and c after step `t`; the gates `i f g o`, after their functions, are kept for the backward
/// pass.
///
/// | x | h, c | W_ih | W_hh | b_ih, b_hh | y | cells | gates |
/// | --- | --- | --- | --- | --- | --- | --- | --- |
/// | [T, N, in] | [N, H] | [4H, in] | [4H, H] | [4H] | [T, N, H] | [T, N, H] | [T, N, 4H] |
///
/// There is at least one step.
public record Lstm() implements Composite {
  @Override
  public String name() {
    return "LSTM";
  }

  @Override
  public int arity() {
    return 7;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    long hidden = LstmCell.SHAPES.check(this, in, 2, 2);
    Spec x = in.get(0);
    Recurrence.steps(this, x);
    Spec y = x.of(x.shape().with(2, hidden));
    return List.of(y, y, x.of(x.shape().with(2, 4 * hidden)));
  }
}
