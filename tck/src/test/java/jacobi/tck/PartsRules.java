package jacobi.tck;

import jacobi.op.Composite;
import jacobi.op.Concat;
import jacobi.op.Custom;
import jacobi.op.MaxPool2d;
import jacobi.op.OneHot;
import jacobi.op.Pad;
import jacobi.rules.Rules;

/// Differentiates every composite through its parts, as if none had a gradient of its own.
///
/// Left out are those whose parts have no gradient: pads and concatenations are assembled from
/// copies, and so is what a maximum pool pads; a one-hot vector is made of indices.
final class PartsRules implements Rules {
  @Override
  public boolean hasRule(Composite op) {
    return switch (op) {
      case Pad _, Concat _, MaxPool2d _, OneHot _, Custom _ -> true;
      default -> false;
    };
  }
}
