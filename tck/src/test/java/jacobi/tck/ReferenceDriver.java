package jacobi.tck;

import jacobi.op.Composite;
import jacobi.op.HostDefault;
import jacobi.op.Primitive;
import jacobi.op.View;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Reference;
import jacobi.spi.Support;

/// Hands every primitive to the reference interpreter and declines composites: what the vocabulary
/// means, with no kernel of any backend in it.
final class ReferenceDriver extends ForwardingDriver {
  ReferenceDriver(Driver real) {
    super(real);
  }

  @Override
  public Support supports(OpSpec spec) {
    return switch (spec.op()) {
      case Primitive _, HostDefault _ -> Support.yes();
      case View _, Composite _ -> Support.decline("the reference knows primitives");
    };
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    Reference.execute(call);
  }
}
