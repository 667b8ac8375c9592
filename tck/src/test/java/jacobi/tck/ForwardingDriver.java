package jacobi.tck;

import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.type.DType;
import java.lang.foreign.MemorySegment;

/// Forwards everything to another driver; what a seam changes is overridden.
class ForwardingDriver implements Driver {
  private final Driver real;

  ForwardingDriver(Driver real) {
    this.real = real;
  }

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
  }

  @Override
  public void close() {
    real.close();
  }
}
