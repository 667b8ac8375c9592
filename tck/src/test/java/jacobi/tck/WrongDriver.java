package jacobi.tck;

import jacobi.op.Unary;
import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.type.DType;
import java.lang.foreign.MemorySegment;

/// Forwards everything, but tanh comes out a millionth too large.
record WrongDriver(Driver real) implements Driver {
  @Override
  public DriverInfo info() {
    return real.info();
  }

  @Override
  public Buffer allocate(DType dtype, long elements) {
    return real.allocate(dtype, elements);
  }

  @Override
  public void free(Buffer buffer) {
    real.free(buffer);
  }

  @Override
  public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
    real.upload(source, target, at, queue);
  }

  @Override
  public void download(Buffer source, long at, MemorySegment target, Queue queue) {
    real.download(source, at, target, queue);
  }

  @Override
  public Queue openQueue() {
    return real.openQueue();
  }

  @Override
  public Support supports(OpSpec spec) {
    return real.supports(spec);
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    real.execute(call, queue);
    if (call.op() == Unary.TANH && call.dtype() == DType.F64) {
      double[] y = call.out().doubles();
      for (int i = call.out().at(); i < call.out().at() + call.out().count(); i++) {
        y[i] *= 1 + 1e-6;
      }
    }
  }
}
