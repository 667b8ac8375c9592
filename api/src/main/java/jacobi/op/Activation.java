package jacobi.op;

import java.util.List;

/// The activation functions without parameters, elementwise on floats.
public enum Activation implements Composite {
  /// `x ≤ 0 ? 0 : x`; gradient 0 at 0; NaN stays.
  RELU(Saves.RESULT),
  /// `1 / (1 + e^(−x))`
  SIGMOID(Saves.RESULT),
  /// `x·sigmoid(x)`, also called swish.
  SILU(Saves.ARGUMENT),
  /// `ln(1 + eˣ)`
  SOFTPLUS(Saves.ARGUMENT),
  /// `x·tanh(softplus(x))`; Misra, 2019.
  MISH(Saves.ARGUMENT),
  /// `x·Φ(x) = x/2·(1 + erf(x/√2))`; Hendrycks and Gimpel, 2016.
  GELU(Saves.ARGUMENT),
  /// The tanh approximation of [#GELU]: `x·sigmoid(2·√(2/π)·(x + 0.044715·x³))`.
  GELU_TANH(Saves.ARGUMENT),
  /// `λ·(x > 0 ? x : α·(eˣ − 1))`, self-normalizing; Klambauer et al., 2017.
  SELU(Saves.ARGUMENT);

  /// What the gradient is written in.
  public enum Saves {
    /// The argument `x`.
    ARGUMENT,
    /// The result `y`.
    RESULT
  }

  private final Saves saves;

  Activation(Saves saves) {
    this.saves = saves;
  }

  /// What [ActivationBackward] takes beside the cotangent.
  public Saves saves() {
    return saves;
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return this == RELU ? Algebra.PIECEWISE_LINEAR : Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Check.isFloat(this, in.getFirst().dtype());
    return List.of(in.getFirst());
  }
}
