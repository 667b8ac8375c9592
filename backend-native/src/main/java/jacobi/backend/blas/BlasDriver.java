package jacobi.backend.blas;

import jacobi.backend.blas.convolution.Convolutions;
import jacobi.backend.blas.product.Products;
import jacobi.backend.cpu.CpuDriver;
import jacobi.op.Composite;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.op.Conv2dBackwardWeight;
import jacobi.op.ElementwiseChain;
import jacobi.op.HostDefault;
import jacobi.op.Linear;
import jacobi.op.MatMul;
import jacobi.op.Primitive;
import jacobi.op.View;
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
import org.jspecify.annotations.Nullable;

/// The processor with native libraries: contractions by them, all else by Java, on the same arrays.
final class BlasDriver implements Driver {
  private final CpuDriver java;
  private final DriverInfo info;
  private final Products products;
  private final @Nullable Convolutions convolutions;

  /// @param name what a person would call the device
  /// @param convolutions null if there is no oneDNN
  BlasDriver(CpuDriver java, String name, Products products, @Nullable Convolutions convolutions) {
    this.java = java;
    this.products = products;
    this.convolutions = convolutions;
    info =
        DriverInfo.host(name).withDTypes(java.info().dtypes()).withAccuracy(java.info().accuracy());
  }

  @Override
  public DriverInfo info() {
    return info;
  }

  @Override
  public Buffer allocate(DType dtype, long elements) {
    return java.allocate(dtype, elements);
  }

  @Override
  public void free(Buffer buffer) {
    java.free(buffer);
  }

  @Override
  public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
    ((HostBuffer) target).touch();
    java.upload(source, target, at, queue);
  }

  @Override
  public void download(Buffer source, long at, MemorySegment target, Queue queue) {
    java.download(source, at, target, queue);
  }

  @Override
  public Queue openQueue() {
    return java.openQueue();
  }

  @Override
  public Support supports(OpSpec spec) {
    return java.supports(spec);
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    touch(call);
    switch (call.op()) {
      case MatMul product -> products.matMul(product, call, queue);
      case Linear _ -> products.linear(call, queue);
      case Conv2d _, Conv2dBackwardInput _, Conv2dBackwardWeight _ -> {
        if (convolutions == null || !convolved(convolutions, call)) {
          java.execute(call, queue);
        }
      }
      case Primitive _, Composite _, HostDefault _, View _ -> java.execute(call, queue);
    }
  }

  /// Before the call: whoever derived something from the old content must not find it valid.
  private static void touch(OpCall call) {
    for (int i = 0; i < call.outputs(); i++) {
      call.out(i).host().touch();
    }
  }

  @Override
  public Runnable prepare(OpCall call, Queue queue) {
    return switch (call.op()) {
      case ElementwiseChain _ -> {
        Runnable chain = java.prepare(call, queue);
        yield () -> {
          touch(call);
          chain.run();
        };
      }
      case Primitive _, Composite _, HostDefault _, View _ -> () -> execute(call, queue);
    };
  }

  private static boolean convolved(Convolutions by, OpCall call) {
    return switch (call.op()) {
      case Conv2d op -> by.forward(op, call);
      case Conv2dBackwardInput op -> by.backwardInput(op, call);
      case Conv2dBackwardWeight op -> by.backwardWeight(op, call);
      case Primitive _, Composite _, HostDefault _, View _ -> false;
    };
  }
}
