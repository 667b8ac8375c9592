package jacobi.tck;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.spi.HostBuffer;
import jacobi.spi.Needs;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Operand;
import jacobi.spi.Queue;
import jacobi.spi.Reference;
import jacobi.spi.Support;
import jacobi.type.DType;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A device with memory of its own, in plain Java: its buffers are no [HostBuffer]s, F64 is not
/// among its types, every operand is to be dense, and it reads what is uploaded as whole elements.
final class IslandDriver implements Driver {
  /// What it was asked about.
  final Set<Op> asked = ConcurrentHashMap.newKeySet();

  /// What was allocated and not freed.
  final Set<Buffer> live = ConcurrentHashMap.newKeySet();

  /// True after [#close].
  boolean closed;

  /// Memory of the island.
  private static final class Place implements Buffer {
    private final HostBuffer own;

    Place(HostBuffer own) {
      this.own = own;
    }

    @Override
    public DType dtype() {
      return own.dtype();
    }

    @Override
    public long elements() {
      return own.elements();
    }
  }

  @Override
  public DriverInfo info() {
    return DriverInfo.device("island", 1 << 20);
  }

  @Override
  public Buffer allocate(DType dtype, long elements) {
    requireOpen();
    Buffer place = new Place(HostBuffer.of(dtype, elements));
    live.add(place);
    return place;
  }

  @Override
  public void free(Buffer buffer) {
    requireOpen();
    if (!live.remove(buffer)) {
      throw new IllegalStateException("freed twice");
    }
  }

  @Override
  public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
    requireOpen();
    if (target.dtype() == DType.F32) {
      float[] own = ((Place) target).own.floats();
      for (int i = 0; i < source.byteSize() / Float.BYTES; i++) {
        own[(int) at + i] = source.getAtIndex(JAVA_FLOAT, i);
      }
    } else {
      ((Place) target).own.write(at, source);
    }
  }

  @Override
  public void download(Buffer source, long at, MemorySegment target, Queue queue) {
    requireOpen();
    ((Place) source).own.read(at, target);
  }

  @Override
  public Queue openQueue() {
    return Queue.inline();
  }

  @Override
  public Support supports(OpSpec spec) {
    asked.add(spec.op());
    boolean known = spec.op() instanceof Primitive && spec.dtype() != DType.F64;
    for (var result : spec.out()) {
      known &= result.dtype() != DType.F64;
    }
    return known ? Support.nativeWith(Needs.contiguous()) : Support.decline("not on this island");
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    requireOpen();
    Operand[] in = new Operand[call.inputs()];
    for (int i = 0; i < in.length; i++) {
      in[i] = own(call.in(i));
    }
    Operand[] out = new Operand[call.outputs()];
    for (int i = 0; i < out.length; i++) {
      out[i] = own(call.out(i));
    }
    var own = new OpCall(call.op(), in, out, null);
    Reference.execute(own);
    if (own.fault() != null) {
      call.report(own.fault());
    }
  }

  private static Operand own(Operand operand) {
    return new Operand(((Place) operand.buffer()).own, operand.layout());
  }

  @Override
  public void close() {
    requireOpen();
    closed = true;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("called after it was closed");
    }
  }
}
