package jacobi.op;

import java.util.List;

/// One step of a long short-term memory: with the four blocks of `x·W_ihᵀ + b_ih + h·W_hhᵀ + b_hh`
/// as the gates `i f g o`, `g` by tanh, the others by sigmoid,
///
/// ```
/// c′ = f·c + i·g,  h′ = o·tanh(c′)
/// ```
///
/// | x | h, c | W_ih | W_hh | b_ih, b_hh | h′, c′ |
/// | --- | --- | --- | --- | --- | --- |
/// | [N, in] | [N, H] | [4H, in] | [4H, H] | [4H] | [N, H] |
///
/// Source: Hochreiter and Schmidhuber, *Long short-term memory*, 1997; the layout is PyTorch's.
public record LstmCell() implements Composite {
  static final Recurrence SHAPES = new Recurrence(4);

  @Override
  public String name() {
    return "LSTM_CELL";
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
    SHAPES.check(this, in, 2, 2);
    Check.shape(
        in.get(0).shape().rank() == 2, "LSTM_CELL wants x [N, in], got %s", in.get(0).shape());
    return List.of(in.get(1), in.get(2));
  }
}
