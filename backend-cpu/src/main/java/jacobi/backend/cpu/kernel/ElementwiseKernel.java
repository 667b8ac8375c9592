package jacobi.backend.cpu.kernel;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.vector.VectorTiles;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Activation;
import jacobi.op.Binary;
import jacobi.op.Unary;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Layout;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The elementwise primitives, on every element type and operands of any strides.
public final class ElementwiseKernel {
  private static final int TYPES = Element.values().length;

  /// Width of a vector, or 0 if there are none.
  private static final int VECTOR_BITS = Gemm.vectorApi() ? VectorTiles.bits() : 0;

  private static final AtomicReferenceArray<@Nullable Loops> UNARY =
      new AtomicReferenceArray<>(Unary.values().length * TYPES);
  private static final AtomicReferenceArray<@Nullable Loops> BINARY =
      new AtomicReferenceArray<>(Binary.values().length * TYPES);
  private static final AtomicReferenceArray<@Nullable Loops> WHERE =
      new AtomicReferenceArray<>(TYPES);
  private static final AtomicReferenceArray<@Nullable Loops> CAST =
      new AtomicReferenceArray<>(TYPES * TYPES);

  private static final AtomicReferenceArray<@Nullable Loops> ACTIVATION =
      new AtomicReferenceArray<>(Activation.values().length);
  private static final AtomicReferenceArray<@Nullable Loops> ACTIVATION_BACKWARD =
      new AtomicReferenceArray<>(Activation.values().length);

  private ElementwiseKernel() {}

  /// `y = f(x)`
  public static void unary(Unary op, OpCall call, Workers workers) {
    Element type = Element.of(call.dtype());
    Loops loops =
        known(
            UNARY,
            op.ordinal() * TYPES + type.ordinal(),
            () -> new Loops(Formulas.of(op, type), List.of(type), type, VECTOR_BITS));
    run(loops, call, workers);
  }

  /// `y = f(a, b)`
  public static void binary(Binary op, OpCall call, Workers workers) {
    Element type = Element.of(call.dtype());
    Element out = op.isComparison() ? Element.BOOL : type;
    Loops loops =
        known(
            BINARY,
            op.ordinal() * TYPES + type.ordinal(),
            () -> new Loops(Formulas.of(op, type), List.of(type, type), out, VECTOR_BITS));
    run(loops, call, workers);
  }

  /// `y = c ? a : b`
  public static void where(OpCall call, Workers workers) {
    Element type = Element.of(call.in(1).dtype());
    Loops loops =
        known(
            WHERE,
            type.ordinal(),
            () ->
                new Loops(
                    Formulas.where(type), List.of(Element.BOOL, type, type), type, VECTOR_BITS));
    run(loops, call, workers);
  }

  /// `y = x` in another type.
  public static void cast(OpCall call, Workers workers) {
    Element from = Element.of(call.dtype());
    Element to = Element.of(call.out().dtype());
    Loops loops =
        known(
            CAST,
            from.ordinal() * TYPES + to.ordinal(),
            () -> new Loops(Formulas.cast(to), List.of(from), to, VECTOR_BITS));
    run(loops, call, workers);
  }

  /// `y = f(x)` on F32
  public static void activation(Activation f, OpCall call, Workers workers) {
    var in = List.of(Element.F32);
    Loops loops =
        known(
            ACTIVATION,
            f.ordinal(),
            () -> new Loops(ActivationFormulas.of(f), in, Element.F32, VECTOR_BITS));
    run(loops, call, workers);
  }

  /// `x̄ = ḡ·f′` on F32
  public static void activationBackward(Activation f, OpCall call, Workers workers) {
    var in = List.of(Element.F32, Element.F32);
    Loops loops =
        known(
            ACTIVATION_BACKWARD,
            f.ordinal(),
            () -> new Loops(ActivationFormulas.backward(f), in, Element.F32, VECTOR_BITS));
    run(loops, call, workers);
  }

  private static Loops known(
      AtomicReferenceArray<@Nullable Loops> table, int index, Supplier<Loops> maker) {
    Loops known = table.get(index);
    if (known == null) {
      known = maker.get();
      table.set(index, known);
    }
    return known;
  }

  private static void run(Loops loops, OpCall call, Workers workers) {
    Operand y = call.out();
    Operand a = call.in(0);
    Operand b = call.inputs() > 1 ? call.in(1) : a;
    Operand c = call.inputs() > 2 ? call.in(2) : a;
    int aStep = line(a.layout());
    int bStep = line(b.layout());
    int cStep = line(c.layout());
    int n = y.count();
    Object to = y.host().array();
    Object first = a.host().array();
    Object second = b.host().array();
    Object third = c.host().array();
    if (n <= Walk.PART && (aStep | bStep | cStep) >= 0) {
      loops.run(to, y.at(), first, a.at(), aStep, second, b.at(), bStep, third, c.at(), cStep, n);
      return;
    }
    Walk.of(y.layout(), a.layout(), b.layout(), c.layout())
        .run(
            workers,
            (count, at, step) ->
                loops.run(
                    to, at[0], first, at[1], step[1], second, at[2], step[2], third, at[3], step[3],
                    count));
  }

  /// The step of an operand whose elements lie one after the other (1) or in one place (0), or −1.
  private static int line(Layout layout) {
    if (layout.isContiguous()) {
      return 1;
    }
    for (int axis = 0; axis < layout.shape().rank(); axis++) {
      if (layout.stride(axis) != 0 && layout.shape().size(axis) > 1) {
        return -1;
      }
    }
    return 0;
  }
}
