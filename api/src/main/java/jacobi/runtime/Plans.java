package jacobi.runtime;

import jacobi.op.Custom;
import jacobi.op.Op;
import jacobi.rules.Rules;
import jacobi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The plans of a device, in a table of fixed size where a newer plan displaces an older one.
///
/// Lookups race without harm: a plan is immutable and checked before it is used.
final class Plans {
  private static final int SIZE = 1 << 12;

  private final @Nullable Plan[] table = new @Nullable Plan[SIZE];
  private final Device device;
  private final Rules rules;

  Plans(Device device, Rules rules) {
    this.device = device;
    this.rules = rules;
  }

  Plan of(Op op, Tensor[] in) {
    int hash = op.hashCode();
    for (Tensor x : in) {
      hash = hash * 31 + System.identityHashCode(x.dtype());
      hash = hash * 31 + x.shape().hashCode();
      hash = x.layout().isContiguous() ? hash : ~hash;
    }
    int slot = (hash ^ hash >>> 12 ^ hash >>> 24) & SIZE - 1;
    Plan known = table[slot];
    if (known != null && known.fits(op, in)) {
      return known;
    }
    if (op instanceof Custom custom) {
      // Also where the driver would claim it: what is known must not depend on the backend.
      rules.require(custom);
    }
    Plan made = Plan.of(op, in, device);
    table[slot] = made;
    return made;
  }
}
