package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// What gradients are to be multiplied with so that their common norm is at most `max`: `min(1, max
/// / (√(Σᵢ ‖gᵢ‖²) + 10⁻⁶))`.
///
/// | g₁ … gₙ | max | factor |
/// | --- | --- | --- |
/// | any | [] | [] |
///
/// Source: Pascanu et al., *On the difficulty of training recurrent neural networks*, 2013, in the
/// form of PyTorch's clip_grad_norm_.
///
/// @param tensors how many gradients, at least one
public record ClipNorm(int tensors) implements Composite {
  /// What is added to the norm.
  public static final double EPSILON = 1e-6;

  /// Refuses to clip nothing.
  public ClipNorm {
    Check.shape(tensors > 0, "CLIP_NORM wants gradients, got %d", tensors);
  }

  @Override
  public String name() {
    return "CLIP_NORM";
  }

  @Override
  public int arity() {
    return tensors + 1;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Spec max = in.getLast();
    Check.shape(
        max.shape().equals(Shape.SCALAR), "CLIP_NORM wants a scalar as max, got %s", max.shape());
    return List.of(max);
  }
}
