package jacobi.tck.reference;

import jacobi.op.Composite;
import jacobi.op.HostDefault;
import jacobi.op.Primitive;
import jacobi.op.View;
import jacobi.spi.Accuracy;
import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.type.DType;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;

/// The [Interpreter] as a device. What is uploaded has no error; what is downloaded is rounded.
final class DoubleDoubleDriver implements Driver {
  private static final long LARGEST = Integer.MAX_VALUE - 8L;

  private final DriverInfo info;
  private final Interpreter interpreter;

  DoubleDoubleDriver(Accuracy accuracy) {
    this.info =
        DriverInfo.device("double-double reference", LARGEST)
            .withDTypes(EnumSet.allOf(DType.class))
            .withAccuracy(accuracy);
    this.interpreter = new Interpreter(accuracy);
  }

  @Override
  public DriverInfo info() {
    return info;
  }

  @Override
  public Buffer allocate(DType dtype, long elements) {
    return Elements.of(dtype, elements);
  }

  @Override
  public void free(Buffer buffer) {}

  @Override
  public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
    Transfer.upload(source, (Elements) target, (int) at);
  }

  @Override
  public void download(Buffer source, long at, MemorySegment target, Queue queue) {
    Transfer.download((Elements) source, (int) at, target);
  }

  @Override
  public Queue openQueue() {
    return Queue.inline();
  }

  @Override
  public Support supports(OpSpec spec) {
    return switch (spec.op()) {
      case Primitive _, HostDefault _ -> Support.yes();
      case Part part ->
          part == Part.BOUND || spec.dtype().isFloat()
              ? Support.yes()
              : Support.decline("whole numbers have no parts");
      case Composite _, View _ -> Support.decline("the reference knows primitives");
    };
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    if (call.op() instanceof Part part) {
      execute(part, call);
    } else {
      interpreter.execute(call);
    }
  }

  private static void execute(Part part, OpCall call) {
    int[] from = Places.of(call.in(0).layout());
    int[] to = Places.of(call.out().layout());
    Elements x = (Elements) call.in(0).buffer();
    for (int i = 0; i < to.length; i++) {
      double value =
          switch (part) {
            case HIGH -> ((Reals) x).get(from[i]).high();
            case LOW -> ((Reals) x).get(from[i]).low();
            case BOUND -> x.bound(from[i]);
          };
      ((Reals) call.out().buffer()).set(to[i], DoubleDouble.of(value), 0);
    }
  }
}
