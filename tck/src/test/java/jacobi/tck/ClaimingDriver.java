package jacobi.tck;

import jacobi.op.Composite;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import java.util.Set;
import java.util.TreeSet;

/// Declines some composites that the real driver would claim, and says which it was asked for and
/// which it computed.
final class ClaimingDriver extends ForwardingDriver {
  private final boolean forward;
  private final boolean backward;
  private final Set<String> asked = new TreeSet<>();
  private final Set<String> claimed = new TreeSet<>();
  private final Set<String> computed = new TreeSet<>();

  /// Lets claims of forward ops through, of backward ops, of both, or none.
  ClaimingDriver(Driver real, boolean forward, boolean backward) {
    super(real);
    this.forward = forward;
    this.backward = backward;
  }

  static boolean isBackward(Composite op) {
    return op.name().contains("_BACKWARD");
  }

  @Override
  public Support supports(OpSpec spec) {
    if (spec.op() instanceof Composite op) {
      asked.add(Members.of(op));
      if (!(isBackward(op) ? backward : forward)) {
        return Support.decline("declined by the test");
      }
    }
    Support support = super.supports(spec);
    if (spec.op() instanceof Composite op && support instanceof Support.Native) {
      claimed.add(Members.of(op));
    }
    return support;
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    if (call.op() instanceof Composite op) {
      computed.add(Members.of(op));
    }
    super.execute(call, queue);
  }

  /// The composites it was asked for.
  Set<String> asked() {
    return asked;
  }

  /// The composites it claimed.
  Set<String> claimed() {
    return claimed;
  }

  /// The composites it computed.
  Set<String> computed() {
    return computed;
  }
}
