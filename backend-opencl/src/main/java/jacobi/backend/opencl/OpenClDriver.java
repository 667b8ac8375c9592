package jacobi.backend.opencl;

import jacobi.op.ArgReduce;
import jacobi.op.Binary;
import jacobi.op.Composite;
import jacobi.op.Copy;
import jacobi.op.ElementwiseChain;
import jacobi.op.Fill;
import jacobi.op.Fold;
import jacobi.op.Gather;
import jacobi.op.HostDefault;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.op.Spec;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.op.Where;
import jacobi.spi.Buffer;
import jacobi.spi.ContractException;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.spi.Needs;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;
import java.util.Set;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_mem;
import org.jspecify.annotations.Nullable;

/// One OpenCL device: every primitive on operands of any strides.
final class OpenClDriver implements Driver {
  /// Kernels count elements in 32 bits.
  private static final long LARGEST = Integer.MAX_VALUE;

  private final OpenClDevice device;
  private final DriverInfo info;
  private final Transfers transfers = new Transfers();
  private final Context context;

  /// What is made at the first use.
  private static final class Context {
    final cl_context handle;
    final Programs programs;

    Context(OpenClDevice device, @Nullable BinaryCache cache, Blocks blocks) {
      var properties = new cl_context_properties();
      properties.addProperty(CL.CL_CONTEXT_PLATFORM, device.platform());
      this.handle =
          CL.clCreateContext(properties, 1, new cl_device_id[] {device.id()}, null, null, null);
      Signals.FOUND.keep();
      this.programs = new Programs(handle, device, cache, blocks);
    }
  }

  /// @param cache what programs are kept in, or null
  /// @param blocks how products are cut on a GPU
  OpenClDriver(OpenClDevice device, @Nullable BinaryCache cache, Blocks blocks) {
    this.device = device;
    Set<DType> types = EnumSet.of(DType.F32, DType.I64, DType.I32, DType.I8, DType.U8, DType.BOOL);
    if (device.hasDoubles()) {
      types.add(DType.F64);
    }
    long most = Math.min(LARGEST, device.maxBytes() / Float.BYTES);
    this.info = DriverInfo.device(device.name(), most).withDTypes(types);
    this.context = new Context(device, cache, blocks);
  }

  @Override
  public DriverInfo info() {
    return info;
  }

  @Override
  public Buffer allocate(DType dtype, long elements) {
    long bytes = Math.max(elements, 1) * dtype.bytes();
    try {
      cl_mem memory = CL.clCreateBuffer(context.handle, CL.CL_MEM_READ_WRITE, bytes, null, null);
      return new OpenClBuffer(dtype, elements, memory);
    } catch (CLException full) {
      throw OpenClErrors.of(full, "%d elements of %s".formatted(elements, dtype), device);
    }
  }

  @Override
  public void free(Buffer buffer) {
    ((OpenClBuffer) buffer).release();
  }

  @Override
  public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
    var to = (OpenClBuffer) target;
    try {
      transfers.up((OpenClQueue) queue, source, to.memory(), at * to.dtype().bytes());
    } catch (CLException failure) {
      throw OpenClErrors.of(failure, "an upload of %d bytes".formatted(source.byteSize()), device);
    }
  }

  @Override
  public void download(Buffer source, long at, MemorySegment target, Queue queue) {
    var from = (OpenClBuffer) source;
    try {
      transfers.down((OpenClQueue) queue, from.memory(), at * from.dtype().bytes(), target);
    } catch (CLException failure) {
      throw OpenClErrors.of(failure, "a download of %d bytes".formatted(target.byteSize()), device);
    }
  }

  @Override
  public Queue openQueue() {
    return new OpenClQueue(context.handle, device, context.programs);
  }

  @Override
  public Support supports(OpSpec spec) {
    for (OpSpec.In in : spec.in()) {
      if (!info.dtypes().contains(in.dtype())) {
        return Support.decline(device.name() + " has no " + in.dtype());
      }
      if (in.layout().shape().elements() > LARGEST) {
        return Support.decline("kernels count to 2^31 - 1 elements");
      }
    }
    for (Spec out : spec.out()) {
      if (!info.dtypes().contains(out.dtype())) {
        return Support.decline(device.name() + " has no " + out.dtype());
      }
    }
    return switch (spec.op()) {
      case Primitive _ ->
          Ways.fit(spec)
              ? Support.yes()
              : Support.decline("more than %d axes that do not join".formatted(Walk.AXES));
      case HostDefault.RandomBits _ -> Support.yes();
      case HostDefault.SortIndices _ -> Support.decline("the host sorts");
      case View _ -> Support.decline("a view is no kernel");
      case ElementwiseChain chain -> ChainKernel.support(chain, spec, info.dtypes());
      case Composite composite ->
          CompositeKernels.claims(composite, spec, device)
              ? Support.nativeWith(Needs.contiguous())
              : Support.decline("the decomposition serves");
    };
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    for (int i = 0; i < call.outputs(); i++) {
      if (isEmpty(call.out(i).shape())) {
        return;
      }
    }
    try {
      run(call.op(), call, (OpenClQueue) queue);
    } catch (CLException failure) {
      throw OpenClErrors.of(failure, call.op().name(), device);
    }
  }

  @Override
  public Runnable prepare(OpCall call, Queue queue) {
    if (!(call.op() instanceof ElementwiseChain chain)) {
      return () -> execute(call, queue);
    }
    var ready = new ChainKernel(chain, call, (OpenClQueue) queue);
    return () -> {
      try {
        ready.run();
      } catch (CLException failure) {
        throw OpenClErrors.of(failure, chain.name(), device);
      }
    };
  }

  private static boolean isEmpty(Shape shape) {
    return shape.elements() == 0;
  }

  private static void run(Op op, OpCall call, OpenClQueue queue) {
    switch (op) {
      case Primitive primitive -> primitive(primitive, call, queue);
      case HostDefault.RandomBits _ -> RandomKernels.bits(call, queue);
      case ElementwiseChain chain -> new ChainKernel(chain, call, queue).run();
      case Composite composite -> CompositeKernels.run(composite, call, queue);
      case HostDefault _, View _ -> throw new ContractException(op.name() + " was declined");
    }
  }

  private static void primitive(Primitive op, OpCall call, OpenClQueue queue) {
    switch (op) {
      case Unary unary -> ElementwiseKernels.unary(unary.name(), call, queue);
      case Binary binary -> ElementwiseKernels.binary(binary.name(), call, queue);
      case Copy.Cast cast -> ElementwiseKernels.cast(cast, call, queue);
      case Fill.Iota _ -> ElementwiseKernels.iota(call, queue);
      case Fill.Full full -> MoveKernels.full(full, call, queue);
      case Copy.Plain _ -> MoveKernels.copy(call, queue);
      case Where _ -> MoveKernels.where(call, queue);
      case Gather gather -> IndexKernels.gather(gather, call, queue);
      case ScatterAdd scatter -> IndexKernels.scatterAdd(scatter, call, queue);
      case Reduce reduce -> FoldKernels.reduce(reduce, call, queue);
      case ArgReduce reduce -> FoldKernels.argReduce(reduce, call, queue);
      case Fold fold -> FoldKernels.fold(fold, call, queue);
      case MatMul _ -> ProductKernels.matmul(call, queue);
    }
  }

  /// What it has built.
  Programs programs() {
    return context.programs;
  }

  /// Programs, then the context; queues were closed by who opened them.
  @Override
  public void close() {
    context.programs.close();
    CL.clReleaseContext(context.handle);
  }
}
