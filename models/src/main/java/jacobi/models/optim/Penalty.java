package jacobi.models.optim;

import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;
import jacobi.type.JacobiException;
import java.util.ArrayList;
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

  /// What is kept small: the learned parameters called `weight`, as layers name what they multiply
  /// by; biases and the gains of norms stay as free as they are.
  public static List<Parameter> weights(Module model) {
    List<Parameter> weights = new ArrayList<>();
    Cells.learned(model)
        .forEach((name, parameter) -> {
          if (name.substring(name.lastIndexOf('.') + 1).startsWith("weight")) {
            weights.add(parameter);
          }
        });
    return List.copyOf(weights);
  }

  private static Tensor sum(List<Tensor> terms) {
    return terms.stream()
        .reduce(Tensor::add)
        .orElseThrow(() -> new JacobiException("a penalty wants at least one parameter"));
  }
}
