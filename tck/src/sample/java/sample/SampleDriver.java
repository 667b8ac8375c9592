package sample;

import jacobi.op.Primitive;
import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.type.DType;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;

/// One device: its memory, the way in and out, and what it computes. It has no state, so any number
/// of threads may call it.
final class SampleDriver implements Driver {
  @Override
  public DriverInfo info() {
    return DriverInfo.host("plain Java").withDTypes(EnumSet.allOf(DType.class));
  }

  @Override
  public Buffer allocate(DType dtype, long elements) {
    return HostBuffer.of(dtype, elements);
  }

  @Override
  public void free(Buffer buffer) {
    // The garbage collector does.
  }

  @Override
  public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
    ((HostBuffer) target).write(at, source);
  }

  @Override
  public void download(Buffer source, long at, MemorySegment target, Queue queue) {
    ((HostBuffer) source).read(at, target);
  }

  @Override
  public Queue openQueue() {
    return Queue.inline();
  }

  /// Primitives, whatever the strides. The framework takes composites apart, and lets the host sort
  /// and draw random bits.
  @Override
  public Support supports(OpSpec spec) {
    return spec.op() instanceof Primitive ? Support.yes() : Support.decline("no primitive");
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    Kernels.execute((Primitive) call.op(), call);
  }
}
