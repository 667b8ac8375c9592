package jacobi.rules;

import jacobi.tensor.Engine;

/// An engine that knows how ops are differentiated.
public interface Ruled extends Engine {
  /// The table of gradients and decompositions.
  Rules rules();
}
