package jacobi.tck.mutation;

import jacobi.op.Activation;
import jacobi.op.EmbeddingBackward;
import jacobi.op.MaxPool2d;
import jacobi.op.ScatterAdd;
import jacobi.op.Unary;
import jacobi.op.Where;
import jacobi.rules.Rules;
import jacobi.spi.OpCall;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;
import java.util.Arrays;
import java.util.List;

/// Kinks, ties and what is picked several times.
final class KinkSaboteurs {
  private KinkSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.of("S10", "C12/RELU", "the slope at 0 is 1", reluSlope()),
        Saboteur.of("S11", "C12/MAX_POOL2D", "every one that ties gets the gradient", shared()),
        Saboteur.of("S12", "C12/ABS", "the slope at 0 is 1", absSlope()),
        Saboteur.of("S13", "C12/clamp", "the slope on the boundary is 0", boundary()),
        Saboteur.of("S37", "C12/SCATTER_ADD twice", "the last one wins", overwriting())
            .naming("SCATTER_ADD"),
        Saboteur.of("S38", "C12/EMBEDDING", "the gradient keeps one of several", lastRow()));
  }

  static Plant reluSlope() {
    return Plant.slope((op, in, _) ->
        op == Activation.RELU
            ? Pullback.of(g -> in[0].lt(0).where(jacobi.tensor.Functions.zerosLike(g), g))
            : null);
  }

  private static Plant absSlope() {
    return Plant.slope(
        (op, in, _) -> op == Unary.ABS ? Pullback.of(g -> in[0].lt(0).where(g.neg(), g)) : null);
  }

  private static Plant shared() {
    return Plant.slope((op, in, out) ->
        op instanceof MaxPool2d pool && pool.rows().padding() + pool.columns().padding() == 0
            ? (g, needed) -> {
              Tensor all =
                  in[0]
                      .unfold(2, pool.height(), pool.rows().stride(), pool.rows().dilation())
                      .unfold(3, pool.width(), pool.columns().stride(), pool.columns().dilation());
              Tensor tie = all.eq(out[0].unsqueeze(-1).unsqueeze(-1)).cast(in[0].dtype());
              Tensor one = java.util.Objects.requireNonNull(g[0]);
              return new Tensor[] {
                tie.mul(one.unsqueeze(-1).unsqueeze(-1))
                    .fold(3, in[0].size(3), pool.columns().stride(), pool.columns().dilation())
                    .fold(2, in[0].size(2), pool.rows().stride(), pool.rows().dilation())
              };
            }
            : null);
  }

  /// A branch that equals the other one is taken for a number that was filled in.
  private static Plant boundary() {
    return Plant.slope((op, in, out) ->
        op == Where.WHERE
            ? (g, needed) -> {
              Pullback right =
                  java.util.Objects.requireNonNull(Rules.STANDARD.pullback(op, in, out));
              Tensor filled = in[1].eq(in[2]);
              Tensor one = java.util.Objects.requireNonNull(g[0]);
              Tensor rest = filled.where(jacobi.tensor.Functions.zerosLike(one), one);
              return right.pull(new Tensor[] {rest}, needed);
            }
            : null);
  }

  private static Plant overwriting() {
    return Plant.after(
        op -> op instanceof ScatterAdd,
        call -> {
          if (call.op() instanceof ScatterAdd(int axis)) {
            scatter(call, axis);
          }
        });
  }

  /// `y[index] = x[index] + u` for one `u` after the other.
  private static void scatter(OpCall call, int axis) {
    double[] x = Elements.of(call.in(0));
    double[] index = Elements.of(call.in(1));
    double[] u = Elements.of(call.in(2));
    Shape shape = call.in(0).shape();
    Shape picks = call.in(1).shape();
    int inner = 1;
    for (int i = axis + 1; i < shape.rank(); i++) {
      inner *= (int) shape.size(i);
    }
    int length = (int) shape.size(axis);
    int picked = (int) picks.size(axis);
    double[] y = x.clone();
    for (int i = 0; i < u.length; i++) {
      int outer = i / (inner * picked);
      int place = (outer * length + (int) index[i]) * inner + i % inner;
      if (index[i] >= 0 && index[i] < length) {
        y[place] = x[place] + u[i];
      }
    }
    Elements.set(call.out(), y);
  }

  private static Plant lastRow() {
    return Plant.kernel(
        op -> op instanceof EmbeddingBackward,
        call -> {
          double[] g = Elements.of(call.in(0));
          double[] index = Elements.of(call.in(1));
          int width = (int) call.out().shape().size(1);
          double[] table = new double[call.out().count()];
          Arrays.fill(table, 0);
          for (int i = 0; i < index.length; i++) {
            System.arraycopy(g, i * width, table, ((int) index[i]) * width, width);
          }
          Elements.set(call.out(), table);
        });
  }
}
