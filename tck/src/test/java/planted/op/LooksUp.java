package planted.op;

import planted.tensor.LooksDown;

/// A floor that imports one above it, which imports it: a cycle.
public class LooksUp {
  /// What is above.
  LooksDown above;
}
