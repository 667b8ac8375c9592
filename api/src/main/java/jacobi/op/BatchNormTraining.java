package jacobi.op;

import java.util.List;

/// Each channel moved and scaled to mean 0 and variance 1 over the batch, then `gain` and `bias`:
///
/// ```
/// y = (x − μ)·r·gain + bias,  μ = mean(x),  σ² = mean((x − μ)²),  r = 1/√(σ² + ε)
/// ```
///
/// with means over all axes but that of the channels. The variance is the biased one, divided by
/// the number of values.
///
/// | x | gain, bias | y | μ, σ² | r, for the backward |
/// | --- | --- | --- | --- | --- |
/// | [N, C, …] | `[C]` | the same as x | `[C]` | `[C]` |
///
/// Source: Ioffe and Szegedy, *Batch normalization*, 2015.
///
/// @param eps `ε`, at least 0
public record BatchNormTraining(double eps) implements Composite {
  /// Refuses what cannot keep a root away from 0.
  public BatchNormTraining {
    LayerNorm.eps("BATCH_NORM_TRAINING", eps);
  }

  @Override
  public String name() {
    return "BATCH_NORM_TRAINING";
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
    BatchNorm.channels(this, x.shape(), in.subList(1, 3));
    Check.shape(
        x.shape().with(1, 1).elements() > 0,
        "%s of %s: no values to take statistics of",
        name(),
        x.shape());
    Spec statistic = in.get(1);
    return List.of(x, statistic, statistic, statistic);
  }
}
