package jacobi.tck.mutation;

import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.Binary;
import jacobi.op.LayerNorm;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Unary;
import jacobi.rules.Rules;
import jacobi.spi.Operand;
import jacobi.tensor.Functions;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Layout;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The defects that were planted under PyTorch's gradient checker, which let most of them pass.
final class GradcheckSaboteurs {
  private GradcheckSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.of("G01", "C11/GELU", "the gradient is that of the approximation", tanhSlope()),
        Saboteur.of("G02", "C11/SIGMOID", "the gradient is rounded to F16", by(DType.F16)),
        Saboteur.of(
            "G03",
            "C11/SIGMOID",
            "the gradient is 1 + 9e-4 times too large",
            Plant.slope(Activation.SIGMOID, g -> g.mul(1 + 9e-4))),
        Saboteur.of("G04", "C11/SIGMOID", "the gradient of F64 is computed in F32", by(DType.F32)),
        Saboteur.of("G05", "C11/LAYER_NORM", "the gradient forgets ε", forgetsEps()),
        Saboteur.of("G06", "C11/LAYER_NORM", "the gradient divides by n − 1", oneLess()),
        Saboteur.of(
            "G07",
            "C11/SQRT",
            "the gradient is 5e-6 too large",
            Plant.slope(Unary.SQRT, g -> g.add(5e-6))),
        Saboteur.of(
            "G08",
            "C11/SIGMOID",
            "gradients below 1e-5 are 0",
            Plant.slope(Activation.SIGMOID, g -> g.abs().lt(1e-5).where(zeros(g), g))),
        Saboteur.of("G09", "C10/MATMUL", "one element of Ā is 1.3 times too large", left(1.3)),
        Saboteur.of("G10", "C10/MATMUL", "the last element of Ā is 0", left(0)),
        Saboteur.of("G11", "C10/MATMUL", "the two last elements of Ā are swapped", swapped()),
        Saboteur.of("G12", "C06/MUL", "the cotangent is taken for dense", densely()),
        Saboteur.of("G13", "C15/SIGMOID", "the cotangent is overwritten", overwriting()),
        Saboteur.of("G14", "C12/RELU", "the slope at 0 is 1", KinkSaboteurs.reluSlope()),
        Saboteur.of("G15", "C09/RELU", "the gradient turns NaN into 0", withoutNan()),
        Saboteur.of("G16", "C11/TANH", "the slope is 0 beyond 4", flatTails()),
        Saboteur.of("G17", "C09/SOFTPLUS", "the gradient is eˣ/(1 + eˣ)", overflowing()),
        Saboteur.of("G18", "C04/EXP", "the gradient is wrong from element 64 on", from64()),
        Saboteur.of(
            "G19", "C05/ADD", "the sum of stretched rows ends at 32", PlaceSaboteurs.first(32)));
  }

  private static Tensor zeros(Tensor like) {
    return Functions.zerosLike(like);
  }

  /// Exact forward, approximate backward.
  static Plant tanhSlope() {
    var wrong = new ActivationBackward(Activation.GELU_TANH);
    return Plant.slope((op, in, _) ->
        op == Activation.GELU ? Pullback.of(g -> g.engine().apply(wrong, g, in[0])) : null);
  }

  private static Plant by(DType narrow) {
    return Plant.slope(Activation.SIGMOID, g -> g.cast(narrow).cast(g.dtype()));
  }

  /// `1/r² = σ² + ε`, so `r` without it is `1/√(1/r² − ε)`.
  static Plant forgetsEps() {
    return layerNorm((op, r) -> Functions.div(1, r).square().sub(op.eps()).sqrt());
  }

  private interface Spread {
    Tensor of(LayerNorm op, Tensor r);
  }

  private static Plant layerNorm(Spread spread) {
    return Plant.slope((op, in, out) ->
        op instanceof LayerNorm norm
            ? Rules.STANDARD.pullback(
                op, in, new Tensor[] {out[0], out[1], Functions.div(1, spread.of(norm, out[2]))})
            : null);
  }

  private static Plant oneLess() {
    return Plant.slope((op, in, out) -> {
      if (!(op instanceof LayerNorm)) {
        return null;
      }
      double n = in[1].shape().elements();
      Tensor r = out[2].mul(Math.sqrt(n > 1 ? (n - 1) / n : 1));
      return Rules.STANDARD.pullback(op, in, new Tensor[] {out[0], out[1], r});
    });
  }

  /// Scales one element of the first operand's gradient: the last one, as loops have it.
  private static Plant left(double factor) {
    return first(
        MatMul.MATMUL,
        g -> {
          Tensor flat = g.reshape(-1);
          Tensor last = flat.slice(0, flat.size(0) - 1, flat.size(0)).mul(factor);
          Tensor rest = flat.slice(0, 0, flat.size(0) - 1);
          return Functions.concat(0, List.of(rest, last)).reshape(g.shape());
        });
  }

  private static Plant swapped() {
    return first(
        MatMul.MATMUL,
        g -> {
          Tensor flat = g.reshape(-1);
          long rest = Math.max(0, flat.size(0) - 2);
          Tensor two = flat.slice(0, rest, flat.size(0)).flip(0);
          return Functions.concat(0, List.of(flat.slice(0, 0, rest), two)).reshape(g.shape());
        });
  }

  /// Something more happens to the gradient of the first operand, if it has elements.
  static Plant first(Op which, UnaryOperator<Tensor> more) {
    return Plant.slope((op, in, out) -> {
      if (!op.equals(which)) {
        return null;
      }
      Pullback right = java.util.Objects.requireNonNull(Rules.STANDARD.pullback(op, in, out));
      return (g, needed) -> {
        @Nullable Tensor[] all = right.pull(g, needed).clone();
        Tensor one = all[0];
        all[0] = one == null || one.shape().elements() == 0 ? one : more.apply(one);
        return all;
      };
    });
  }

  /// The memory behind the cotangent, as if it were dense there.
  private static Plant densely() {
    return Plant.slope((op, in, _) ->
        op == Binary.MUL ? Pullback.of(g -> dense(g).mul(in[1]), g -> dense(g).mul(in[0])) : null);
  }

  private static Tensor dense(Tensor g) {
    if (g.layout().isContiguous()) {
      return g;
    }
    // The least place that is touched: there are enough elements behind it, but with strides of 0.
    Layout flipped = g.layout();
    long low = flipped.offset();
    boolean repeated = false;
    for (int i = 0; i < g.rank(); i++) {
      low += Math.min(0, (g.size(i) - 1) * flipped.stride(i));
      repeated |= flipped.stride(i) == 0;
    }
    return repeated
        ? g
        : new Tensor(
            g.engine(), g.handle(), Layout.of(g.shape(), g.shape().layout().strides(), low));
  }

  private static Plant overwriting() {
    return Plant.kernel(
        op -> op instanceof ActivationBackward(Activation of) && of == Activation.SIGMOID,
        call -> {
          double[] g = Elements.of(call.in(0));
          double[] y = Elements.of(call.in(1));
          Operand cotangent = call.in(0);
          int[] places = Elements.places(cotangent.layout());
          for (int i = 0; i < g.length; i++) {
            double slope = g[i] * y[i] * (1 - y[i]);
            Elements.set(call.out(), i, slope);
            cotangent.host().setDouble(places[i], slope);
          }
        });
  }

  /// `y > 0 ? ḡ : 0`, which is false for NaN.
  private static Plant withoutNan() {
    return Plant.slope((op, _, out) ->
        op == Activation.RELU ? Pullback.of(g -> out[0].gt(0).where(g, zeros(g))) : null);
  }

  static Plant flatTails() {
    return Plant.slope((op, in, out) ->
        op == Unary.TANH
            ? Plant.then(op, in, out, g -> in[0].abs().gt(4).where(zeros(g), g))
            : null);
  }

  private static Plant overflowing() {
    return Plant.slope((op, in, _) ->
        op == Activation.SOFTPLUS
            ? Pullback.of(g -> g.mul(in[0].exp()).div(in[0].exp().add(1)))
            : null);
  }

  /// The loop over vectors computes another function than the one over what is left.
  static Plant from64() {
    return Plant.slope(
        Unary.EXP,
        g -> {
          Tensor flat = g.reshape(-1);
          long n = flat.size(0);
          return n <= 64
              ? g
              : Functions.concat(0, List.of(flat.slice(0, 0, 64), flat.slice(0, 64, n).mul(2)))
                  .reshape(g.shape());
        });
  }
}
