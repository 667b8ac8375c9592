package jacobi.backend.cpu.move;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Reference;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.IndexException;
import jacobi.type.JacobiException;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A call computed by a kernel with one, two and three threads, and by [Reference].
public final class Trial {
  /// The element types of the backend.
  public static final List<DType> TYPES =
      List.of(
          DType.F32,
          DType.F64,
          DType.I32,
          DType.I64,
          DType.F16,
          DType.BF16,
          DType.I8,
          DType.U8,
          DType.BOOL);

  /// Those with sums.
  public static final List<DType> NUMBERS = TYPES.subList(0, 8);

  private static final List<Workers> POOLS = List.of(Workers.of(1), Workers.of(2), Workers.of(3));

  /// Elements before and after every result, which must stay as they are.
  private static final int MARGIN = 5;

  private static final int MARK = 1;

  private Trial() {}

  /// How the elements of an operand lie in its buffer.
  public enum Way {
    /// One after the other, from the buffer's beginning.
    DENSE,
    /// One after the other, from further on.
    OFFSET,
    /// The axes in falling order.
    TRANSPOSED,
    /// The last axis first.
    ROTATED,
    /// Backwards, with gaps.
    REVERSED,
    /// The last axis repeated.
    STRETCHED,
    /// One element repeated.
    CONSTANT;

    /// The layout of a shape.
    public Layout of(Shape shape) {
      int rank = shape.rank();
      long[] strides = new long[rank];
      long step = this == REVERSED ? 2 : 1;
      for (int i = 0; i < rank; i++) {
        int axis =
            switch (this) {
              case TRANSPOSED -> i;
              case ROTATED -> (2 * rank - 2 - i) % rank;
              case DENSE, OFFSET, REVERSED, STRETCHED, CONSTANT -> rank - 1 - i;
            };
        boolean still = this == CONSTANT || this == STRETCHED && axis == rank - 1;
        strides[axis] = still ? 0 : step;
        step *= still ? 1 : Math.max(shape.size(axis), 1);
      }
      Layout laid = Layout.of(shape, strides, this == DENSE ? 0 : 3);
      return this == REVERSED && shape.elements() > 0 ? laid.flip(Axes.of(shape)) : laid;
    }
  }

  /// Small whole numbers, whose sums are exact.
  public static Operand whole(DType type, Shape shape, Way way, long seed) {
    HostBuffer buffer = HostBuffer.of(type, shape.elements() * 2 + 7);
    var random = new SplittableRandom(seed);
    for (int i = 0; i < buffer.elements(); i++) {
      buffer.setLong(i, type == DType.BOOL ? random.nextInt(2) : random.nextInt(-4, 5));
    }
    return new Operand(buffer, way.of(shape));
  }

  /// Fractions, whose sums depend on their order.
  public static Operand fractions(DType type, Shape shape, Way way, long seed) {
    HostBuffer buffer = HostBuffer.of(type, shape.elements() * 2 + 7);
    var random = new SplittableRandom(seed);
    for (int i = 0; i < buffer.elements(); i++) {
      buffer.setDouble(i, random.nextDouble(-1, 1));
    }
    return new Operand(buffer, way.of(shape));
  }

  /// Checks that the kernel computes what the reference does, and touches nothing else.
  ///
  /// @return what was reported
  public static <O extends Op> @Nullable JacobiException check(
      O op, Kernel<O> kernel, Operand... in) {
    OpCall expected = call(op, in);
    Reference.execute(expected);
    for (Workers workers : POOLS) {
      OpCall found = call(op, in);
      kernel.run(op, found, workers);
      same(expected, found, op + " " + Arrays.toString(in) + " threads " + workers.threads());
    }
    return expected.fault();
  }

  /// The results with one, two and three threads, which are checked to have the same bits.
  public static <O extends Op> Operand bits(O op, Kernel<O> kernel, Operand... in) {
    List<OpCall> calls = new ArrayList<>();
    for (Workers workers : POOLS) {
      OpCall call = call(op, in);
      kernel.run(op, call, workers);
      calls.add(call);
    }
    same(calls.get(0), calls.get(1), op + " with 2 threads");
    same(calls.get(0), calls.get(2), op + " with 3 threads");
    return calls.getFirst().out();
  }

  /// A kernel that is made for its call.
  @FunctionalInterface
  public interface Made<O extends Op> {
    /// What computes a call.
    Runnable of(O op, OpCall call, Workers workers);
  }

  /// A kernel that is made for its call, and run twice: it begins anew each time.
  public static <O extends Op> Kernel<O> made(Made<O> kernel) {
    return (op, call, workers) -> {
      Runnable ready = kernel.of(op, call, workers);
      ready.run();
      ready.run();
    };
  }

  /// A kernel's entry.
  @FunctionalInterface
  public interface Kernel<O extends Op> {
    /// Computes a call.
    void run(O op, OpCall call, Workers workers);
  }

  private static OpCall call(Op op, Operand... in) {
    Spec result =
        op.infer(Arrays.stream(in).map(x -> new Spec(x.dtype(), x.shape())).toList()).getFirst();
    return new OpCall(op, in, new Operand[] {marked(result)}, null);
  }

  private static Operand marked(Spec spec) {
    HostBuffer buffer = HostBuffer.of(spec.dtype(), spec.shape().elements() + 2 * MARGIN);
    for (int i = 0; i < buffer.elements(); i++) {
      buffer.setLong(i, MARK);
    }
    return new Operand(buffer, Layout.of(spec.shape(), spec.shape().layout().strides(), MARGIN));
  }

  /// The results agree to the bit, their margins included, and so do the reports.
  private static void same(OpCall expected, OpCall found, String what) {
    long at = expected.out().host().segment().mismatch(found.out().host().segment());
    assertEquals(-1, at, () -> what + ": differs at byte " + at);
    assertEquals(message(expected.fault()), message(found.fault()), what);
  }

  private static String message(@Nullable JacobiException fault) {
    return fault instanceof IndexException ? String.valueOf(fault.getMessage()) : "nothing";
  }
}
