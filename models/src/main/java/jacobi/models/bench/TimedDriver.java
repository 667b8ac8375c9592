package jacobi.models.bench;

import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.type.DType;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// A driver whose calls are timed, each waited for.
///
/// @param driver does the work
/// @param calls is told
record TimedDriver(Driver driver, Calls calls) implements Driver {
  @Override
  public void execute(OpCall call, Queue queue) {
    long start = System.nanoTime();
    driver.execute(call, queue);
    queue.sync();
    calls.add(call, System.nanoTime() - start);
  }

  @Override
  public DriverInfo info() {
    return driver.info();
  }

  @Override
  public Buffer allocate(DType dtype, long elements) {
    return driver.allocate(dtype, elements);
  }

  @Override
  public void free(Buffer buffer) {
    driver.free(buffer);
  }

  @Override
  public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
    driver.upload(source, target, at, queue);
  }

  @Override
  public void download(Buffer source, long at, MemorySegment target, Queue queue) {
    driver.download(source, at, target, queue);
  }

  @Override
  public Queue openQueue() {
    return driver.openQueue();
  }

  @Override
  public Support supports(OpSpec spec) {
    return driver.supports(spec);
  }

  @Override
  public <T> @Nullable T extension(Class<T> type) {
    return driver.extension(type);
  }

  @Override
  public void close() {
    driver.close();
  }
}
