package jacobi.tck;

import jacobi.op.Composite;
import jacobi.op.Op;
import jacobi.rules.Rules;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rules of calculus, and which members of the vocabulary they were asked to differentiate.
final class WitnessRules implements Rules {
  private final Set<String> differentiated = new TreeSet<>();

  /// The members whose gradient was recorded, by a rule or by their parts.
  Set<String> differentiated() {
    return differentiated;
  }

  @Override
  public @Nullable Pullback pullback(Op op, Tensor[] in, Tensor[] out) {
    Pullback rule = Rules.super.pullback(op, in, out);
    if (rule != null && rule != Pullback.NONE) {
      differentiated.add(Members.of(op));
    }
    return rule;
  }

  @Override
  public Tensor[] decompose(Composite op, Tensor[] in) {
    for (Tensor x : in) {
      if (x.node() != null) {
        if (hasRule(op)) {
          throw new AssertionError(op.name() + " is said to have a rule, and has none");
        }
        differentiated.add(Members.of(op));
      }
    }
    return Rules.super.decompose(op, in);
  }
}
