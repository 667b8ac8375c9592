package jacobi.models.nn;

import jacobi.tensor.Tensor;
import java.util.List;

/// Layers one after the other.
public record Sequential(List<Module> layers) implements Module {
  /// The list is copied.
  public Sequential {
    layers = List.copyOf(layers);
  }

  /// Layers one after the other.
  public static Sequential of(Module... layers) {
    return new Sequential(List.of(layers));
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor y = x;
    for (Module layer : layers) {
      y = layer.apply(y);
    }
    return y;
  }
}
