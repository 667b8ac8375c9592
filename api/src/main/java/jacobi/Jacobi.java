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

  private static Engine engine() {
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
  /// anew whenever a step that was written down runs again.
  public static Tensor input(long count, Supplier<float[]> source) {
    var spec = new Spec(DType.F32, Shape.of(count));
    return engine().input(spec, () -> MemorySegment.ofArray(source.get()));
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
  public static UnaryOperator<Tensor> grad(UnaryOperator<Tensor> f) {
    return x -> valueAndGrad(f).apply(x).gradient();
  }

  /// The function that yields a scalar function's value and gradient at its argument.
  public static Function<Tensor, ValueAndGradient> valueAndGrad(UnaryOperator<Tensor> f) {
    return x -> {
      boolean inner = x.node() != null && Mode.current().isRecording();
      Tensor at = x.watch();
      Tensor value = f.apply(at);
      Gradients gradients = gradients(value).orZeros();
      Tensor gradient = (inner ? gradients.recorded() : gradients).of(at);
      return new ValueAndGradient(inner ? value : value.detach(), gradient);
    };
  }

  /// A value and its gradient.
  ///
  /// @param value the value
  /// @param gradient the gradient, of the argument's shape
  public record ValueAndGradient(Tensor value, Tensor gradient) {}

  /// Runs a block whose ops are not recorded.
  public static <T extends @Nullable Object> T noGrad(Supplier<T> block) {
    return Mode.noGrad(block);
  }
}
