package planted.tensor;

import planted.op.LooksUp;

/// The other half of the cycle.
public class LooksDown {
  /// What is below.
  LooksUp below;
}
