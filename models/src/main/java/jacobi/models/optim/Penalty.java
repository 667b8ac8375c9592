package jacobi.models.optim;

import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;
import jacobi.type.JacobiException;
import java.util.List;

/// What is added to a loss so that weights stay small: `loss.add(Penalty.l1(weights, 1e-4))`.
public final class Penalty {
  private Penalty() {}

  /// `λ·Σ|p|`, which drives weights to zero.
  ///
  /// Source: Tibshirani, *Regression shrinkage and selection via the lasso*, 1996.
  public static Tensor l1(List<Parameter> parameters, double strength) {
    return sum(parameters.stream().map(p -> p.get().abs().sum()).toList()).mul(strength);
  }

  /// `λ/2·Σp²`, whose gradient is the `λ·p` of an optimizer's weight decay.
  public static Tensor l2(List<Parameter> parameters, double strength) {
    return sum(parameters.stream().map(p -> p.get().square().sum()).toList()).mul(strength / 2);
  }

  private static Tensor sum(List<Tensor> terms) {
    return terms.stream()
        .reduce(Tensor::add)
        .orElseThrow(() -> new JacobiException("a penalty wants at least one parameter"));
  }
}
