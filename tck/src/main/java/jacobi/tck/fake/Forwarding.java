package jacobi.tck.fake;

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
public interface Forwarding extends Driver {
  /// Who does the work.
  Driver real();

  @Override
  default DriverInfo info() {
    return real().info();
  }

  @Override
  default Buffer allocate(DType dtype, long elements) {
    return real().allocate(dtype, elements);
  }

  @Override
  default void free(Buffer buffer) {
    real().free(buffer);
  }

  @Override
  default void upload(MemorySegment source, Buffer target, long at, Queue queue) {
    real().upload(source, target, at, queue);
  }

  @Override
  default void download(Buffer source, long at, MemorySegment target, Queue queue) {
    real().download(source, at, target, queue);
  }

  @Override
  default Queue openQueue() {
    return real().openQueue();
  }

  @Override
  default Support supports(OpSpec spec) {
    return real().supports(spec);
  }

  @Override
  default void execute(OpCall call, Queue queue) {
    real().execute(call, queue);
  }

  @Override
  default void close() {
    real().close();
  }
}
