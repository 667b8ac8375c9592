package jacobi.tck.mutation;

import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.Binary;
import jacobi.op.Op;
import jacobi.rules.Accumulator;
import jacobi.spi.Operand;
import jacobi.tensor.Tensor;
import jacobi.type.Axes;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.List;

/// Kernels that do not look where elements lie, and sums of what was stretched.
final class PlaceSaboteurs {
  private PlaceSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.of("S19", "C06/ADD", "the last axis' stride is one too small", shortStride()),
        Saboteur.of(
            "S20",
            "C06/ADD",
            "offsets are ignored",
            Plant.misread(PlaceSaboteurs::isAdd, x -> at(x, 0))),
        Saboteur.of("S21", "C06/RELU", "the cotangent is taken for dense", denseCotangent()),
        Saboteur.of("S22", "C06/ADD", "negative steps are taken for positive", forward()),
        Saboteur.of("S23", "C05/ADD", "a stretched operand is read densely", stretched()),
        Saboteur.of("S24", "C05/ADD", "the sum of stretched rows is the first row", first(1)),
        Saboteur.of("S25", "C05/ADD", "the sum of stretched rows ends at 32", first(32)));
  }

  private static boolean isAdd(Op op) {
    return op == Binary.ADD;
  }

  private static Layout at(Layout x, long offset) {
    return Layout.of(x.shape(), x.strides(), offset);
  }

  private static Plant shortStride() {
    return Plant.misread(
        PlaceSaboteurs::isAdd,
        x -> {
          long[] strides = x.strides();
          int last = strides.length - 1;
          if (last < 0 || Math.abs(strides[last]) < 2) {
            return x;
          }
          strides[last] -= Long.signum(strides[last]);
          return Layout.of(x.shape(), strides, x.offset());
        });
  }

  private static Layout densely(Layout x) {
    return Layout.of(x.shape(), x.shape().layout().strides(), x.offset());
  }

  private static Plant denseCotangent() {
    return Plant.kernel(
        op -> op instanceof ActivationBackward(Activation of) && of == Activation.RELU,
        call -> {
          Operand cotangent = call.in(0);
          Operand wrong = new Operand(cotangent.buffer(), densely(cotangent.layout()));
          double[] g = Elements.of(Elements.copy(wrong));
          double[] y = Elements.of(call.in(1));
          for (int i = 0; i < g.length; i++) {
            Elements.set(call.out(), i, y[i] <= 0 ? 0 : g[i]);
          }
        });
  }

  private static Plant forward() {
    return Plant.misread(
        PlaceSaboteurs::isAdd,
        x -> {
          long[] strides = x.strides();
          long low = x.offset();
          for (int i = 0; i < strides.length; i++) {
            low += Math.min(0, (x.shape().size(i) - 1) * strides[i]);
            strides[i] = Math.abs(strides[i]);
          }
          return x.shape().elements() == 0 ? x : Layout.of(x.shape(), strides, low);
        });
  }

  private static Plant stretched() {
    return Plant.misread(
        PlaceSaboteurs::isAdd,
        x -> {
          boolean repeats = false;
          for (int i = 0; i < x.shape().rank(); i++) {
            repeats |= x.stride(i) == 0 && x.shape().size(i) > 1;
          }
          return repeats ? densely(x) : x;
        });
  }

  /// Sums up no more than so many along each axis.
  static Plant first(long most) {
    return Plant.engine(
        new Accumulator() {
          @Override
          public Tensor sumTo(Tensor g, Shape shape) {
            Tensor some = g;
            Axes stretched = shape.equals(g.shape()) ? Axes.NONE : shape.stretchedTo(g.shape());
            for (int i = 0; i < g.rank(); i++) {
              if (stretched.contains(i)) {
                some = some.slice(i, 0, Math.min(most, some.size(i)));
              }
            }
            return stretched.isEmpty() ? g : some.sum(stretched).reshape(shape);
          }
        });
  }
}
