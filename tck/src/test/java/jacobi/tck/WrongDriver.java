package jacobi.tck;

import jacobi.op.Unary;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.Queue;
import jacobi.type.DType;

/// Forwards everything, but tanh comes out a millionth too large.
final class WrongDriver extends ForwardingDriver {
  WrongDriver(Driver real) {
    super(real);
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    super.execute(call, queue);
    if (call.op() == Unary.TANH && call.dtype() == DType.F64) {
      double[] y = call.out().doubles();
      for (int i = call.out().at(); i < call.out().at() + call.out().count(); i++) {
        y[i] *= 1 + 1e-6;
      }
    }
  }
}
