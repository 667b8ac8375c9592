package sample;

import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import jacobi.op.ArgReduce;
import jacobi.op.Binary;
import jacobi.op.Composite;
import jacobi.op.Copy;
import jacobi.op.Fill;
import jacobi.op.Fold;
import jacobi.op.Gather;
import jacobi.op.HostDefault;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.op.Where;
import jacobi.spi.Buffer;
import jacobi.spi.ContractException;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.type.DType;

/// One device: memory, transfers, and a switch over the eleven families of primitives. It has no
/// state, so any number of threads may call it.
final class SampleDriver implements Driver {
  @Override
  public DriverInfo info() {
    return DriverInfo.host("sample").withDTypes(EnumSet.allOf(DType.class));
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

  /// Every primitive, whatever the strides. Composites are declined, so the framework takes them
  /// apart; sorting and random bits, too, so the host does them; views never get here.
  @Override
  public Support supports(OpSpec spec) {
    return switch (spec.op()) {
      case Primitive _ -> Support.yes();
      case Composite _, HostDefault _, View _ ->
          Support.decline("this backend computes primitives alone");
    };
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    Op op = call.op();
    if (!(op instanceof Primitive primitive)) {
      throw new ContractException(op.name() + " was declined");
    }
    // No default: the compiler names the family that was forgotten.
    switch (primitive) {
      case Fill fill -> Elementwise.fill(fill, call);
      case Copy _ -> Elementwise.copy(call);
      case Unary unary -> Elementwise.unary(unary, call);
      case Binary binary -> Elementwise.binary(binary, call);
      case Where _ -> Elementwise.where(call);
      case Reduce reduce -> Folding.reduce(reduce, call);
      case ArgReduce reduce -> Folding.argReduce(reduce, call);
      case MatMul _ -> Folding.matmul(call);
      case Fold fold -> Indexing.fold(fold, call);
      case Gather gather -> Indexing.gather(gather, call);
      case ScatterAdd scatter -> Indexing.scatterAdd(scatter, call);
    }
  }
}
