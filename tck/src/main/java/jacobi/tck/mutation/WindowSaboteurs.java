package jacobi.tck.mutation;

import jacobi.op.AvgPool2d;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.op.Sliding;
import jacobi.rules.Rules;
import jacobi.tensor.Functions;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import java.util.Collections;
import java.util.List;

/// Windows that slide wrongly.
final class WindowSaboteurs {
  private WindowSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.of("S32", "C07/CONV2D", "all of the padding is on one side", oneSide()),
        Saboteur.of("S33", "C10/CONV2D", "the weights' gradient ignores the dilation", dense()),
        Saboteur.of("S34", "C10/CONV2D", "all groups get the first one's gradient", firstGroup()),
        Saboteur.of(
            "S35", "C07/CONV2D_BACKWARD_INPUT", "rows of the output padding stay 0", cutRows()),
        Saboteur.of("S36", "C07/AVG_POOL2D", "windows on the border divide by all", whole()));
  }

  private static Plant oneSide() {
    return Plant.formula(
        op -> op instanceof Conv2d,
        (op, in) -> {
          if (!(op instanceof Conv2d conv)) {
            return null;
          }
          var low = List.of(0L, 0L, 2 * conv.rows().padding(), 2 * conv.columns().padding());
          var inner = new Conv2d(unpadded(conv.rows()), unpadded(conv.columns()), conv.groups());
          Tensor padded = in[0].pad(low, Collections.nCopies(4, 0L));
          return Rules.STANDARD.decompose(inner, new Tensor[] {padded, in[1]});
        });
  }

  private static Sliding unpadded(Sliding sliding) {
    return new Sliding(sliding.stride(), 0, sliding.dilation());
  }

  /// As many positions of a window without dilation as there are of the one with it.
  private static Plant dense() {
    return Plant.slope((op, in, out) ->
        op instanceof Conv2d conv
            ? (g, needed) -> {
              Tensor one = java.util.Objects.requireNonNull(g[0]);
              Tensor x = in[0];
              Tensor w = in[1];
              var wrong =
                  new Conv2d(undilated(conv.rows()), undilated(conv.columns()), conv.groups());
              Tensor cut =
                  x.slice(2, 0, x.size(2) - (conv.rows().dilation() - 1) * (w.size(2) - 1))
                      .slice(3, 0, x.size(3) - (conv.columns().dilation() - 1) * (w.size(3) - 1));
              var back = wrong.backwardWeight(w.size(2), w.size(3));
              return new Tensor[] {
                x.engine().apply(conv.backwardInput(x.size(2), x.size(3)), one, w),
                x.engine().apply(back, one, cut)
              };
            }
            : null);
  }

  private static Sliding undilated(Sliding sliding) {
    return new Sliding(sliding.stride(), sliding.padding(), 1);
  }

  private static Plant firstGroup() {
    return Plant.slope((op, in, out) ->
        op instanceof Conv2d conv
            ? (g, needed) -> {
              Pullback right =
                  java.util.Objects.requireNonNull(Rules.STANDARD.pullback(op, in, out));
              var all = right.pull(g, needed).clone();
              Tensor w = all[1];
              if (w != null) {
                Tensor first = w.slice(0, 0, w.size(0) / conv.groups());
                all[1] = Functions.concat(0, Collections.nCopies(conv.groups(), first));
              }
              return all;
            }
            : null);
  }

  /// The height without output padding is the least that gives so many positions.
  private static Plant cutRows() {
    return Plant.formula(
        op -> op instanceof Conv2dBackwardInput,
        (op, in) -> {
          if (!(op instanceof Conv2dBackwardInput back)) {
            return null;
          }
          Sliding rows = back.of().rows();
          long reach = rows.dilation() * (in[1].size(2) - 1) + 1;
          long least = (in[0].size(2) - 1) * rows.stride() + reach - 2 * rows.padding();
          Tensor right = Rules.STANDARD.decompose(op, in)[0];
          Tensor kept = right.slice(2, 0, least);
          Tensor lost = Functions.zerosLike(right.slice(2, least, right.size(2)));
          return new Tensor[] {Functions.concat(2, List.of(kept, lost))};
        });
  }

  private static Plant whole() {
    return Plant.formula(
        op -> op instanceof AvgPool2d,
        (op, in) -> {
          if (!(op instanceof AvgPool2d pool)) {
            return null;
          }
          var wrong = new AvgPool2d(pool.height(), pool.width(), pool.rows(), pool.columns(), true);
          return Rules.STANDARD.decompose(wrong, in);
        });
  }
}
