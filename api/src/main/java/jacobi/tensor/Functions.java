package jacobi.tensor;

import jacobi.op.Concat;
import jacobi.op.Fill;
import jacobi.op.Spec;
import jacobi.op.View;
import jacobi.spi.DeviceException;
import jacobi.spi.HostBuffer;
import jacobi.type.DType;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Functions of tensors where no tensor comes first.
public final class Functions {
  private Functions() {}

  /// `a − b`
  public static Tensor sub(Number a, Tensor b) {
    return b.scalar(a).sub(b);
  }

  /// `a / b`
  public static Tensor div(Number a, Tensor b) {
    return b.scalar(a).div(b);
  }

  /// Zeros of the type, shape and device of `x`.
  public static Tensor zerosLike(Tensor x) {
    return full(x, x.spec(), 0);
  }

  /// A number everywhere, on the device of `like`.
  public static Tensor full(Tensor like, Spec spec, Number value) {
    return like.engine().apply(Fill.Full.of(spec.dtype(), spec.shape(), value));
  }

  /// `0, 1, …` on the device of `like`.
  public static Tensor iota(Tensor like, DType dtype, long count) {
    return like.engine().apply(new Fill.Iota(new Spec(dtype, Shape.of(count))));
  }

  /// Tensors one after the other along an axis.
  public static Tensor concat(int axis, List<Tensor> parts) {
    Tensor first = parts.getFirst();
    var op = new Concat(first.shape().axis(axis), parts.size());
    return first.engine().applyAll(op, parts.toArray(Tensor[]::new))[0];
  }

  /// The same value with an origin of its own, through which gradients flow on to that of `x`: what
  /// a function is differentiated at, even if it uses `x` in other ways too. A leaf if nothing is
  /// recorded.
  public static Tensor alias(Tensor x) {
    if (x.node() == null || !Mode.current().isRecording()) {
      return x.detach().watch();
    }
    List<Integer> order = IntStream.range(0, x.rank()).boxed().toList();
    return x.engine().apply(new View.Permute(order), x);
  }

  /// Vectors as coordinates of a grid: the `k`-th result is the `k`-th vector along axis `k`,
  /// stretched over the others.
  ///
  /// @throws ShapeException unless all are vectors
  public static List<Tensor> meshgrid(List<Tensor> axes) {
    long[] grid = new long[axes.size()];
    for (int i = 0; i < grid.length; i++) {
      if (axes.get(i).rank() != 1) {
        throw new ShapeException("meshgrid wants vectors, got " + axes.get(i).shape());
      }
      grid[i] = axes.get(i).size(0);
    }
    List<Tensor> results = new ArrayList<>();
    for (int i = 0; i < grid.length; i++) {
      results.add(Ranges.along(axes.get(i), grid.length, i).expand(grid));
    }
    return results;
  }

  /// Einstein's sum: axes with one letter meet, and those the result does not name are summed over.
  /// `ij,jk->ik` is a matrix product, `ii->i` a diagonal, `...ij->...ji` a transposition. Without
  /// an arrow the result has the letters that occur once, in the order of the alphabet.
  ///
  /// @throws ShapeException if the subscripts are malformed or do not fit
  public static Tensor einsum(String subscripts, List<Tensor> operands) {
    return Einsum.of(subscripts, operands);
  }

  /// The same value on another engine's device.
  public static Tensor to(Tensor x, Engine engine) {
    if (x.engine().equals(engine)) {
      return x;
    }
    Tensor dense = x.contiguous();
    HostBuffer elements = HostBuffer.of(x.dtype(), x.shape().elements());
    dense.engine().download(dense, elements.segment());
    return engine.upload(x.spec(), elements.segment());
  }

  /// An operand beside `x` of what the host says at this step: [Engine#input] of what is being
  /// written down, if anything is, else of the device of `x`.
  public static Tensor input(Tensor x, Spec spec, Supplier<MemorySegment> source) {
    Engine own = x.engine();
    Engine chosen = Mode.current().engine();
    if (chosen == null || chosen.rank() <= own.rank()) {
      return own.input(spec, source);
    }
    Tensor input = chosen.input(spec, source);
    return input.engine().rank() == own.rank() ? to(input, own) : input;
  }

  /// The engine that carries out an op on two operands.
  ///
  /// @throws DeviceException if they lie on different devices and neither is a scalar
  static Engine engine(Tensor a, Tensor b) {
    Engine x = a.engine();
    Engine y = b.engine();
    if (x.equals(y) || x.rank() > y.rank()) {
      return x;
    }
    return y.rank() > x.rank() || a.rank() == 0 ? y : x;
  }
}
