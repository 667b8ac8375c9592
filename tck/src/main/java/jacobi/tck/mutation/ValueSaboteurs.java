package jacobi.tck.mutation;

import jacobi.op.Activation;
import jacobi.op.Binary;
import jacobi.op.LogSumExp;
import jacobi.op.Op;
import jacobi.op.Reduce;
import jacobi.op.Unary;
import jacobi.spi.OpCall;
import jacobi.tensor.Tensor;
import jacobi.type.Axes;
import java.util.List;
import java.util.function.Predicate;

/// NaN, infinities and zeros that are lost, and exponentials that overflow.
final class ValueSaboteurs {
  private ValueSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.of("S07", "C09/LOG_SUM_EXP", "exponentials are not shifted", unshifted()),
        Saboteur.of("S08", "C09/SOFTPLUS", "ln(1 + eˣ) as it is written", overflowing()),
        Saboteur.of("S14", "C09/MAX", "NaN is lost: a > b ? a : b", compared()),
        Saboteur.of("S15", "C09/REDUCE_MAX", "NaN is lost by comparing", reduced()),
        Saboteur.of("S16", "C09/MATMUL", "factors of 0 are skipped", skipping()),
        Saboteur.of("S17", "C09/NEG", "−0 is lost", unsigned()),
        Saboteur.of("S48", "C09/POW", "powers of negative numbers are NaN", powers()));
  }

  private static Plant unshifted() {
    return Plant.formula(
        op -> op instanceof LogSumExp,
        (op, in) ->
            op instanceof LogSumExp(Axes axes) ? new Tensor[] {in[0].exp().sum(axes).log()} : null);
  }

  private static Plant overflowing() {
    return Plant.formula(
        op -> op == Activation.SOFTPLUS, (_, in) -> new Tensor[] {in[0].exp().log1p()});
  }

  private interface Function {
    double of(double a, double b);
  }

  /// Results of floats are those of another function.
  private static Plant binary(Predicate<Op> which, Function other) {
    return Plant.after(
        which,
        call -> {
          if (call.dtype().isFloat()) {
            compute(call, other);
          }
        });
  }

  private static void compute(OpCall call, Function other) {
    double[] a = Elements.of(call.in(0));
    double[] b = Elements.of(call.in(call.inputs() - 1));
    for (int i = 0; i < a.length; i++) {
      Elements.set(call.out(), i, other.of(a[i], b[i]));
    }
  }

  private static Plant compared() {
    return binary(op -> op == Binary.MAX, (a, b) -> a > b ? a : b);
  }

  private static Plant reduced() {
    return Plant.after(
        op -> op instanceof Reduce(Reduce.Kind kind, var _) && kind == Reduce.Kind.MAX,
        call -> {
          if (call.dtype().isFloat() && call.op() instanceof Reduce(var _, Axes axes)) {
            reduce(call, axes);
          }
        });
  }

  private static void reduce(OpCall call, Axes axes) {
    double[] x = Elements.of(call.in(0));
    int[] target = Elements.places(Folds.target(call.in(0).shape(), axes));
    double[] most = new double[call.out().count()];
    java.util.Arrays.fill(most, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < x.length; i++) {
      most[target[i]] = x[i] > most[target[i]] ? x[i] : most[target[i]];
    }
    Elements.set(call.out(), most);
  }

  private static Plant skipping() {
    return Dot.plant((row, column, dtype) -> {
      double[] a = row.clone();
      double[] b = column.clone();
      for (int k = 0; k < a.length; k++) {
        boolean skipped = a[k] == 0 || b[k] == 0;
        a[k] = skipped ? 0 : a[k];
        b[k] = skipped ? 0 : b[k];
      }
      return Dot.plain(a, b, dtype);
    });
  }

  private static Plant unsigned() {
    return binary(op -> op == Unary.NEG, (a, _) -> 0 - a);
  }

  private static Plant powers() {
    return binary(op -> op == Binary.POW, (a, b) -> Math.exp(b * Math.log(a)));
  }
}
