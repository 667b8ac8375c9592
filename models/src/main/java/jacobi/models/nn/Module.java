package jacobi.models.nn;

import jacobi.tensor.Tensor;

/// A layer, or a model made of layers: a function of a tensor with cells inside.
///
/// Implemented by records, so that [Cells] finds the cells by the names of the components.
@FunctionalInterface
public interface Module {
  /// The formula.
  Tensor apply(Tensor x);
}
