package jacobi.tck.fake;

import jacobi.op.Composite;
import jacobi.op.HostDefault;
import jacobi.op.Primitive;
import jacobi.op.View;
import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Reference;
import jacobi.spi.Support;
import jacobi.type.DType;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;

/// A host device of every element type that computes primitives by their definitions.
final class Plain implements Driver {
  @Override
  public DriverInfo info() {
    return DriverInfo.host("definitions").withDTypes(EnumSet.allOf(DType.class));
  }

  @Override
  public Buffer allocate(DType dtype, long elements) {
    return HostBuffer.of(dtype, elements);
  }

  @Override
  public void free(Buffer buffer) {}

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

  @Override
  public Support supports(OpSpec spec) {
    return switch (spec.op()) {
      case Primitive _, HostDefault _ -> Support.yes();
      case Composite composite -> Support.decline(composite.name() + " is decomposed");
      case View view -> Support.decline(view.name() + " is no call");
    };
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    Reference.execute(call);
  }
}
