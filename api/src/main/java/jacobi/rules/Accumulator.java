package jacobi.rules;

import jacobi.tensor.Tensor;
import jacobi.type.Axes;
import jacobi.type.Shape;

/// What the reverse pass does between pullbacks; a value of the session, so that a conformance kit
/// can plant mistakes.
public interface Accumulator {
  /// The chain rule as it is.
  Accumulator STANDARD = new Accumulator() {};

  /// Two cotangents that reach the same value add up.
  default Tensor add(Tensor a, Tensor b) {
    return a.add(b);
  }

  /// The cotangent of an operand that was broadcast is summed back to its shape.
  default Tensor sumTo(Tensor g, Shape shape) {
    if (g.shape().equals(shape)) {
      return g;
    }
    Axes stretched = shape.stretchedTo(g.shape());
    return g.sum(stretched).reshape(shape);
  }
}
