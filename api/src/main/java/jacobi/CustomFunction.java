package jacobi;

import jacobi.tensor.Mode;
import jacobi.tensor.Node;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import jacobi.type.DTypeException;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function whose gradient is what its author says.
final class CustomFunction {
  private CustomFunction() {}

  static Tensor apply(
      Function<List<Tensor>, Tensor> forward, Jacobi.BackwardOfMany backward, List<Tensor> xs) {
    List<Tensor> plain = xs.stream().map(Tensor::detach).toList();
    Tensor y = Mode.noGrad(() -> Scope.tensor(() -> forward.apply(plain)));
    if (!Mode.current().isRecording() || xs.stream().allMatch(x -> x.node() == null)) {
      return y;
    }
    // A tensor of its own, for the function may return one that others hold.
    Tensor result = new Tensor(y.engine(), y.handle(), y.layout());
    Tensor[] in = xs.toArray(Tensor[]::new);
    Node.record(
        null,
        in,
        new Tensor[] {result},
        (g, needed) -> {
          Tensor cotangent = g[0];
          return cotangent == null
              ? new @Nullable Tensor[in.length]
              : checked("a custom gradient", backward.apply(cotangent, xs, result), in);
        });
    return result;
  }

  /// Cotangents as the reverse pass takes them: one for each operand or null, of the operand's type
  /// and of a shape it broadcasts to.
  static @Nullable Tensor[] checked(
      String what, List<? extends @Nullable Tensor> found, Tensor[] in) {
    if (found.size() != in.length) {
      throw new ShapeException(
          "%s returns %d cotangents for %d operands: return null where there is none"
              .formatted(what, found.size(), in.length));
    }
    var result = new @Nullable Tensor[in.length];
    for (int i = 0; i < in.length; i++) {
      Tensor g = found.get(i);
      result[i] = g;
      if (g == null) {
        continue;
      }
      String message = "%s of %s returns %s".formatted(what, in[i].spec(), g.spec());
      if (g.dtype() != in[i].dtype()) {
        throw new DTypeException(message + ": cast(" + in[i].dtype() + ")");
      }
      if (!Shape.broadcast(in[i].shape(), g.shape()).equals(g.shape())) {
        throw new ShapeException(message + ": it must have the operand's shape");
      }
    }
    return result;
  }
}
