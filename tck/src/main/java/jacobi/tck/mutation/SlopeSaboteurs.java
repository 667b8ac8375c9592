package jacobi.tck.mutation;

import jacobi.op.Activation;
import jacobi.op.Binary;
import jacobi.op.LayerNorm;
import jacobi.op.MatMul;
import jacobi.op.Softmax;
import jacobi.tensor.Functions;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Wrong derivatives.
final class SlopeSaboteurs {
  private static final long LARGE = 900_000;

  private SlopeSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.of("S01", "C10/SUB", "the right operand's gradient has the wrong sign", sign()),
        Saboteur.of(
            "S02",
            "C11/SIGMOID",
            "the gradient is 1 + 2⁻¹² times too large",
            Plant.slope(Activation.SIGMOID, g -> g.mul(1 + 0x1p-12))),
        Saboteur.of(
            "S03",
            "C11/GELU",
            "exact forward, approximate backward",
            GradcheckSaboteurs.tanhSlope()),
        Saboteur.of(
            "S04", "C11/LAYER_NORM", "the backward ignores ε", GradcheckSaboteurs.forgetsEps()),
        Saboteur.of("S05", "C08/LAYER_NORM", "the variance divides by n − 1", variance()),
        Saboteur.of("S06", "C11/SOFTMAX", "the backward omits the sum", withoutSum()),
        Saboteur.of("S09", "C11/TANH", "the slope is 0 beyond 4", GradcheckSaboteurs.flatTails()),
        Saboteur.of("S40", "C10/MATMUL", "one element of 1,000² of a gradient is wrong", oneOf()),
        Saboteur.of("S55", "C11/MUL", "what is not asked for shifts the gradients", shifted()),
        Saboteur.of("S56", "C13/MUL", "the cotangent is a constant", constant(true)),
        Saboteur.of("S57", "C13/MUL", "the cross term is missing on one side", constant(false)));
  }

  private static Plant sign() {
    return Plant.slope((op, _, _) -> op == Binary.SUB ? Pullback.of(g -> g, g -> g) : null);
  }

  private static Plant variance() {
    return Plant.formula(
        op -> op instanceof LayerNorm,
        (op, in) -> {
          double eps = op instanceof LayerNorm norm ? norm.eps() : 0;
          int lead = in[0].rank() - in[1].rank();
          Tensor rows = in[0].flatten(lead);
          long n = rows.size(-1);
          Tensor mean = rows.mean(-1, jacobi.tensor.Keep.KEEP);
          Tensor centered = rows.sub(mean);
          Tensor sum = centered.square().sum(-1, jacobi.tensor.Keep.KEEP);
          Tensor r = Functions.div(1, sum.div(Math.max(1, n - 1)).add(eps).sqrt());
          Tensor y = centered.mul(r).reshape(in[0].shape()).mul(in[1]).add(in[2]);
          return new Tensor[] {y, mean.squeeze(-1), r.squeeze(-1)};
        });
  }

  private static Plant withoutSum() {
    return Plant.slope(
        (op, _, out) -> op instanceof Softmax ? Pullback.of(g -> g.mul(out[0])) : null);
  }

  private static Plant oneOf() {
    return GradcheckSaboteurs.first(
        MatMul.MATMUL,
        g -> {
          if (g.shape().elements() < LARGE) {
            return g;
          }
          Tensor flat = g.reshape(-1);
          long at = flat.size(0) / 3;
          Tensor wrong = flat.slice(0, at, at + 1).add(1);
          List<Tensor> parts =
              List.of(flat.slice(0, 0, at), wrong, flat.slice(0, at + 1, flat.size(0)));
          return Functions.concat(0, parts).reshape(g.shape());
        });
  }

  /// Gradients are handed out one after the other to those who need none.
  private static Plant shifted() {
    return Plant.slope((op, in, _) ->
        op == Binary.MUL
            ? (g, needed) -> {
              Tensor one = java.util.Objects.requireNonNull(g[0]);
              Tensor a = one.mul(in[1]);
              Tensor b = one.mul(in[0]);
              return needed[0] ? new @Nullable Tensor[] {a, b} : new @Nullable Tensor[] {b, a};
            }
            : null);
  }

  private static Plant constant(boolean cotangent) {
    return Plant.slope((op, in, _) ->
        op == Binary.MUL
            ? Pullback.of(
                g -> (cotangent ? g.detach() : g).mul(cotangent ? in[1] : in[1].detach()),
                g -> g.mul(in[0]))
            : null);
  }
}
