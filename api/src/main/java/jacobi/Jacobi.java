package jacobi;

import jacobi.op.Fill;
import jacobi.op.Spec;
import jacobi.rules.Accumulator;
import jacobi.tensor.Engine;
import jacobi.tensor.Functions;
import jacobi.tensor.Mode;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Tensors and gradients on the shared session; meant for `import static jacobi.Jacobi.*`.
///
/// ```java
/// var w = tensor(new float[] {1, 2, 3}).watch();
/// var loss = w.square().sum();
/// gradients(loss).of(w); // [2, 4, 6]
/// ```
public final class Jacobi {
  private Jacobi() {}

  /// The shared session; opened at first use.
  public static Session session() {
    return Session.shared();
  }

  static Engine engine() {
    Engine chosen = Mode.current().engine();
    return chosen != null ? chosen : Session.shared().engine();
  }

  /// Runs a block whose factories use a device such as `cpu` or `opencl:1`.
  public static <T extends @Nullable Object> T on(String device, Supplier<T> block) {
    return Mode.on(Session.shared().engine(device), block);
  }

  /// The same value on another device.
  public static Tensor to(Tensor x, String device) {
    return Functions.to(x, Session.shared().engine(device));
  }

  /// An F32 tensor with a copy of the values; no shape given means a vector.
  ///
  /// @throws ShapeException if the shape has another count of elements
  public static Tensor tensor(float[] values, long... shape) {
    return upload(DType.F32, values.length, MemorySegment.ofArray(values), shape);
  }

  /// An F64 tensor with a copy of the values; no shape given means a vector.
  public static Tensor tensor(double[] values, long... shape) {
    return upload(DType.F64, values.length, MemorySegment.ofArray(values), shape);
  }

  /// An I32 tensor with a copy of the values; no shape given means a vector.
  public static Tensor tensor(int[] values, long... shape) {
    return upload(DType.I32, values.length, MemorySegment.ofArray(values), shape);
  }

  /// An I64 tensor with a copy of the values; no shape given means a vector.
  public static Tensor tensor(long[] values, long... shape) {
    return upload(DType.I64, values.length, MemorySegment.ofArray(values), shape);
  }

  /// A BOOL tensor with a copy of the values; no shape given means a vector.
  public static Tensor tensor(boolean[] values, long... shape) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return upload(DType.BOOL, bytes.length, MemorySegment.ofArray(bytes), shape);
  }

  /// An F32 vector of what the host says at this step, such as a learning rate: asked for now, and
  /// anew whenever a step that was written down runs again. The array may be the same every time.
  public static Tensor input(long count, Supplier<float[]> source) {
    var spec = new Spec(DType.F32, Shape.of(count));
    return engine().input(spec, new Numbers(source));
  }

  /// An F32 scalar.
  public static Tensor scalar(double value) {
    return full(value, Shape.SCALAR, DType.F32);
  }

  private static Tensor upload(DType dtype, int count, MemorySegment values, long... sizes) {
    Shape shape = sizes.length == 0 ? Shape.of(count) : Shape.of(sizes);
    if (shape.elements() != count) {
      throw new ShapeException(
          "%d values for shape %s, which has %d elements"
              .formatted(count, shape, shape.elements()));
    }
    return engine().upload(new Spec(dtype, shape), values);
  }

  /// F32 zeros.
  public static Tensor zeros(long... shape) {
    return full(0, Shape.of(shape), DType.F32);
  }

  /// F32 ones.
  public static Tensor ones(long... shape) {
    return full(1, Shape.of(shape), DType.F32);
  }

  /// The same F32 number everywhere.
  public static Tensor full(Number value, long... shape) {
    return full(value, Shape.of(shape), DType.F32);
  }

  /// The same number everywhere.
  public static Tensor full(Number value, Shape shape, DType dtype) {
    return engine().apply(Fill.Full.of(dtype, shape, value));
  }

  /// The I64 numbers `0 … count − 1`.
  public static Tensor arange(long count) {
    return engine().apply(new Fill.Iota(new Spec(DType.I64, Shape.of(count))));
  }

  /// The I64 numbers from `start` to before `end`, every `step`-th.
  ///
  /// @throws ShapeException if the step is 0
  public static Tensor arange(long start, long end, long step) {
    if (step == 0) {
      throw new ShapeException("arange(%d, %d, 0) has no end".formatted(start, end));
    }
    long count = Math.max(0, Math.ceilDiv(end - start, step));
    return arange(count).mul(step).add(start);
  }

  /// F32 numbers at equal distances from `start` to `end`, both among them.
  ///
  /// @throws ShapeException if the count is negative
  public static Tensor linspace(double start, double end, int count) {
    float[] values = new float[(int) Shape.of(count).elements()];
    for (int i = 0; i < count; i++) {
      double at = count == 1 ? 0 : (double) i / (count - 1);
      values[i] = (float) (start * (1 - at) + end * at);
    }
    return tensor(values, count);
  }

  /// The F32 matrix with ones on its diagonal and zeros elsewhere.
  public static Tensor eye(long rows, long columns) {
    Tensor row = arange(rows).unsqueeze(1);
    return row.eq(arange(columns)).cast(DType.F32);
  }

  /// The F32 identity matrix.
  public static Tensor eye(long size) {
    return eye(size, size);
  }

  /// Vectors as coordinates of a grid: the `k`-th result is the `k`-th vector along axis `k`,
  /// stretched over the others (`indexing='ij'`).
  ///
  /// @throws ShapeException unless all are vectors
  public static List<Tensor> meshgrid(Tensor... axes) {
    return Functions.meshgrid(List.of(axes));
  }

  /// Einstein's sum, as `einsum("ij,jk->ik", a, b)`; what the subscripts say is told by
  /// [Functions#einsum].
  ///
  /// @throws ShapeException if the subscripts are malformed or do not fit
  public static Tensor einsum(String subscripts, Tensor... operands) {
    return Functions.einsum(subscripts, List.of(operands));
  }

  /// Tensors one after the other along an axis.
  public static Tensor concat(int axis, Tensor... parts) {
    return Functions.concat(axis, List.of(parts));
  }

  /// Tensors of one shape along a new axis.
  public static Tensor stack(int axis, Tensor... parts) {
    List<Tensor> wide = new ArrayList<>(parts.length);
    for (Tensor part : parts) {
      wide.add(part.unsqueeze(axis));
    }
    return Functions.concat(axis, wide);
  }

  /// The gradients of a value with respect to tensors still to be named: `gradients(loss).of(w)`.
  public static Gradients gradients(Tensor loss) {
    return Gradients.of(Accumulator.STANDARD, loss);
  }

  /// The function that yields the gradient of a scalar function at its argument, of any order:
  /// `grad(grad(f))`.
  ///
  /// What is derived this way, here and below, is recorded if it depends on anything else that is
  /// watched, so that functions of it can be differentiated too; not so in [#noGrad].
  public static UnaryOperator<Tensor> grad(UnaryOperator<Tensor> f) {
    return x -> valueAndGrad(f).apply(x).gradient();
  }

  /// The function that yields a scalar function's value and gradient at its argument.
  public static Function<Tensor, ValueAndGradient> valueAndGrad(UnaryOperator<Tensor> f) {
    return x -> {
      var d = Derivatives.of(at -> f.apply(at.getFirst()), List.of(x), List.of());
      return new ValueAndGradient(d.value(), d.gradients().getFirst());
    };
  }

  /// A value and its gradient.
  ///
  /// @param value the value
  /// @param gradient the gradient, of the argument's shape
  public record ValueAndGradient(Tensor value, Tensor gradient) {}

  /// The value of `f` at `x` and the product `Jᵀ·g` of its transposed derivative with `g`.
  ///
  /// | x | f(x), g | result |
  /// | --- | --- | --- |
  /// | `[x…]` | `[y…]` | `[y…]`, `[x…]` |
  ///
  /// @throws ShapeException if `g` has not the value's shape
  public static ValueAndGradient vjp(UnaryOperator<Tensor> f, Tensor x, Tensor g) {
    var d = Derivatives.of(at -> f.apply(at.getFirst()), List.of(x), List.of(g));
    return new ValueAndGradient(d.value(), d.transposed(g).getFirst());
  }

  /// [#vjp(UnaryOperator, Tensor, Tensor)] of a function of several tensors: one gradient for each,
  /// of its shape.
  public static ValueAndGradients vjp(Function<List<Tensor>, Tensor> f, List<Tensor> xs, Tensor g) {
    var d = Derivatives.of(f, xs, List.of(g));
    return new ValueAndGradients(d.value(), d.transposed(g));
  }

  /// A value and its gradients.
  ///
  /// @param value the value
  /// @param gradients one for each argument, of its shape
  public record ValueAndGradients(Tensor value, List<Tensor> gradients) {}

  /// The value of `f` at `x` and its derivative `J·v` along `v`, forward mode.
  ///
  /// | x, v | f(x) | result |
  /// | --- | --- | --- |
  /// | `[x…]` | `[y…]` | `[y…]`, `[y…]` |
  ///
  /// @throws ShapeException if `v` has not the shape of `x`
  public static ValueAndTangent jvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
    return jvp(at -> f.apply(at.getFirst()), List.of(x), List.of(v));
  }

  /// [#jvp(UnaryOperator, Tensor, Tensor)] of a function of several tensors: `Σ Jᵢ·vᵢ`.
  ///
  /// @throws ShapeException if there are not as many `vs` as `xs`, or one has another shape
  public static ValueAndTangent jvp(
      Function<List<Tensor>, Tensor> f, List<Tensor> xs, List<Tensor> vs) {
    if (xs.size() != vs.size()) {
      throw new ShapeException(
          "%d arguments and %d tangents: give one for each".formatted(xs.size(), vs.size()));
    }
    var d = Derivatives.of(f, xs, vs);
    return new ValueAndTangent(d.value(), d.forward(vs));
  }

  /// A value and its tangent.
  ///
  /// @param value the value
  /// @param tangent the derivative along the given direction, of the value's shape
  public record ValueAndTangent(Tensor value, Tensor tangent) {}

  /// The product `H·v` of a scalar function's second derivative at `x` with `v`, of the shape of
  /// both. `H` is symmetric, so it is the gradient's [#vjp(UnaryOperator, Tensor, Tensor)].
  ///
  /// @throws ShapeException if `v` has not the shape of `x`
  public static Tensor hvp(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
    return vjp(grad(f), x, v).gradient();
  }

  /// The derivative `J` of `f` at `x`: `J[y…, x…] = ∂f(x)[y…] / ∂x[x…]`, one reverse pass for each
  /// element of the value or one forward pass for each of `x`, whichever are fewer.
  ///
  /// | x | f(x) | J |
  /// | --- | --- | --- |
  /// | `[x…]` | `[y…]` | `[y…, x…]` |
  public static Tensor jacobian(UnaryOperator<Tensor> f, Tensor x) {
    return Derivatives.of(at -> f.apply(at.getFirst()), List.of(x), List.of()).jacobian();
  }

  /// The second derivative of a scalar function at `x`: `H[x…, x′…] = ∂²f / ∂x[x…]∂x[x′…]`.
  ///
  /// | x | f(x) | H |
  /// | --- | --- | --- |
  /// | `[x…]` | one element | `[x…, x…]` |
  public static Tensor hessian(UnaryOperator<Tensor> f, Tensor x) {
    return jacobian(grad(f), x);
  }

  /// A function with a gradient that is not its own, or is computed better: `backward` gives the
  /// cotangent of `x` for that of the result, in tensor methods, and is differentiated through
  /// them. Nothing `forward` does is recorded; what it closes over gets no gradient.
  ///
  /// ```java
  /// // The straight-through estimator: rounds, and lets gradients pass as if it did not.
  /// var round = custom(x -> x.round(), (g, x, y) -> g);
  /// // A spike of height 1 above the threshold 0, with the slope of a fast sigmoid.
  /// var spike =
  ///     custom(v -> v.gt(0).cast(v.dtype()), (g, v, s) -> g.div(v.abs().mul(10).add(1).square()));
  /// ```
  ///
  /// Source of both: Bengio, Léonard and Courville, *Estimating or propagating gradients through
  /// stochastic neurons*, 2013; Zenke and Ganguli, *SuperSpike*, 2018.
  public static UnaryOperator<Tensor> custom(UnaryOperator<Tensor> forward, Backward backward) {
    var f =
        customOfMany(
            in -> forward.apply(in.getFirst()),
            (g, in, y) -> List.of(backward.apply(g, in.getFirst(), y)));
    return x -> f.apply(List.of(x));
  }

  /// The gradient of a [custom][#custom] function: of the argument's shape, or of one it was
  /// broadcast to, which is summed back.
  @FunctionalInterface
  public interface Backward {
    /// The cotangent of `x`.
    ///
    /// @param g the cotangent of the result
    /// @param x the argument
    /// @param y the result
    Tensor apply(Tensor g, Tensor x, Tensor y);
  }

  /// [#custom] of several arguments.
  public static Function<List<Tensor>, Tensor> customOfMany(
      Function<List<Tensor>, Tensor> forward, BackwardOfMany backward) {
    return xs -> CustomFunction.apply(forward, backward, xs);
  }

  /// The gradients of a custom function of several arguments.
  @FunctionalInterface
  public interface BackwardOfMany {
    /// The cotangents of the arguments in their order; null stands for zero.
    ///
    /// @param g the cotangent of the result
    /// @param xs the arguments
    /// @param y the result
    List<? extends @Nullable Tensor> apply(Tensor g, List<Tensor> xs, Tensor y);
  }

  /// The block's result at `x`, without what its gradient needs: the block runs a second time when
  /// the reverse pass comes, with the same random numbers and the same values of cells, and what it
  /// set cells to the first time holds. The gradients are the same bits as without a checkpoint, up
  /// to the order in which several of one tensor are summed.
  ///
  /// ```java
  /// Tensor y = checkpoint(x -> x.square().tanh().dropout(0.5), batch);
  /// ```
  ///
  /// The block may close over parameters; it must do the same when it runs again. What it makes and
  /// does not return is given back when it ends.
  public static Tensor checkpoint(UnaryOperator<Tensor> block, Tensor x) {
    return checkpoint(in -> List.of(block.apply(in.getFirst())), List.of(x)).getFirst();
  }

  /// [#checkpoint(UnaryOperator, Tensor)] of several arguments and results.
  public static List<Tensor> checkpoint(
      Function<List<Tensor>, List<Tensor>> block, List<Tensor> xs) {
    return Checkpoint.of(block, xs);
  }

  /// A step that is written down when it is first called, on tensors without values, and then run
  /// from what was written: forward pass, reverse pass and update in one.
  ///
  /// ```java
  /// var step =
  ///     compile(in -> {
  ///       Tensor loss = model(in.get(0)).crossEntropy(in.get(1));
  ///       update(loss);
  ///       return List.of(loss);
  ///     });
  /// double loss = step.apply(batch, labels).getFirst().item();
  /// ```
  ///
  /// Arguments, cells and [#input] are asked for anew in every run; everything else (numbers, Java
  /// arrays, tensors it closes over, which way an `if` went) stays as it was. Cells change together
  /// after a run that succeeded, and not at all if it failed; what the host was asked for by then,
  /// such as a place in a random stream, it has said. Arguments of other types or shapes, or
  /// another mode, are written down anew. Results carry no gradient.
  public static Compiled compile(Function<List<Tensor>, List<Tensor>> step) {
    return new Compiled(step);
  }

  /// Runs a block whose ops are not recorded.
  public static <T extends @Nullable Object> T noGrad(Supplier<T> block) {
    return Mode.noGrad(block);
  }
}
