package jacobi.op;

import java.util.List;

/// One step of a gated recurrent unit, with three blocks of rows `r z n` in weights and biases:
///
/// ```
/// r = σ(x·W_irᵀ + b_ir + h·W_hrᵀ + b_hr)
/// z = σ(x·W_izᵀ + b_iz + h·W_hzᵀ + b_hz)
/// n = tanh(x·W_inᵀ + b_in + r·(h·W_hnᵀ + b_hn))
/// h′ = (1 − z)·n + z·h
/// ```
///
/// | x | h | W_ih | W_hh | b_ih, b_hh | h′ |
/// | --- | --- | --- | --- | --- | --- |
/// | [N, in] | [N, H] | [3H, in] | [3H, H] | [3H] | [N, H] |
///
/// Source: Cho et al., *Learning phrase representations using RNN encoder–decoder*, 2014; the place
/// of the reset gate and the layout are PyTorch's.
public record GruCell() implements Composite {
  static final Recurrence SHAPES = new Recurrence(3);

  @Override
  public String name() {
    return "GRU_CELL";
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
    SHAPES.check(this, in, 1, 2);
    Check.shape(
        in.get(0).shape().rank() == 2, "GRU_CELL wants x [N, in], got %s", in.get(0).shape());
    return List.of(in.get(1));
  }
}
