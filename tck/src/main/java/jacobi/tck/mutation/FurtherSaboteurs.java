package jacobi.tck.mutation;

import jacobi.op.AdamStep;
import jacobi.op.Attention;
import jacobi.op.BatchNormTraining;
import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.Reduce;
import jacobi.rules.Rules;
import jacobi.spi.OpCall;
import jacobi.tck.fake.Tampering;
import jacobi.tensor.Functions;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.Axes;
import jacobi.type.DType;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Defects for the categories that the list of 72 leaves out.
final class FurtherSaboteurs {
  private FurtherSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.of(
            "S73", "C01/device", "it describes itself anew each time", Plant.driver(Fickle::new)),
        Saboteur.of(
            "S74", "C02/closing", "it cannot be closed after work", Plant.driver(Stuck::new)),
        Saboteur.of("S75", "C23/CAST to F32", "halves are rounded up", halvesUp()),
        Saboteur.of("S76", "C25/BATCH_NORM_TRAINING", "σ² divides by n − 1", unbiased()),
        Saboteur.of("S77", "C26/ADAM_STEP", "the bias is not corrected", uncorrected()),
        Saboteur.of("S78", "C17/REDUCE_SUM", "the order of sums changes", wavering()),
        Saboteur.of("S79", "C10/mean", "the gradient of a mean is not divided", undivided()),
        Saboteur.of("S80", "C27/elements", "bytes are uploaded backwards", backwards()),
        Saboteur.of("S81", "C28/moving", "I64 pass through F64", Plant.driver(Widening::new)),
        Saboteur.of(
                "S82",
                "C30/network",
                "gradients of attention are 1 + 2⁻⁸ times too large",
                Plant.slope((op, in, out) ->
                    op instanceof Attention
                        ? Plant.then(op, in, out, g -> g.mul(1 + 0x1p-8))
                        : null))
            .naming("network"),
        Saboteur.of("S83", "C24/graph", "the third of a chain of sums is lost", losing()),
        Saboteur.of(
            "S84",
            "C14/SUB",
            "the right operand's derivative has the wrong sign",
            Plant.slope((op, _, _) -> op == Binary.SUB ? Pullback.of(g -> g, g -> g) : null)));
  }

  private static Plant halvesUp() {
    return Plant.after(
        op -> op instanceof Copy.Cast(DType to) && to == DType.F32,
        call -> {
          double[] x = Elements.of(call.in(0));
          for (int i = 0; call.dtype() == DType.F64 && i < x.length; i++) {
            float near = (float) x[i];
            float up = Math.nextUp(near);
            boolean half = x[i] - near == up - x[i] && x[i] != near;
            Elements.set(call.out(), i, half ? up : near);
          }
        });
  }

  private static Plant unbiased() {
    return Plant.formula(
        op -> op instanceof BatchNormTraining,
        (op, in) -> {
          Tensor[] all = Rules.STANDARD.decompose(op, in).clone();
          double n = (double) in[0].shape().elements() / in[0].size(1);
          all[2] = all[2].mul(n / Math.max(1, n - 1));
          return all;
        });
  }

  private static Plant uncorrected() {
    return Plant.formula(
        op -> op instanceof AdamStep,
        (op, in) -> {
          Tensor numbers = in[4].slice(0, 0, 5);
          Tensor ones = Functions.full(numbers, numbers.spec().of(in[4].slice(0, 5, 7).shape()), 1);
          Tensor[] other = in.clone();
          other[4] = Functions.concat(0, List.of(numbers, ones));
          return Rules.STANDARD.decompose(op, other);
        });
  }

  /// Forwards, then backwards.
  private static Plant wavering() {
    return Plant.driver(real -> {
      var calls = new AtomicInteger();
      return new Tampering(
          real,
          call -> {
            if (call.dtype().isFloat()
                && call.op() instanceof Reduce(Reduce.Kind kind, Axes axes)
                && kind == Reduce.Kind.SUM) {
              sum(call, axes, calls.incrementAndGet() % 2 == 0);
            }
          });
    });
  }

  private static void sum(OpCall call, Axes axes, boolean backwards) {
    double[] x = Elements.of(call.in(0));
    int[] target = Elements.places(Folds.target(call.in(0).shape(), axes));
    double[] sums = new double[call.out().count()];
    for (int i = 0; i < x.length; i++) {
      int k = backwards ? x.length - 1 - i : i;
      sums[target[k]] = Dot.rounded(call.dtype(), sums[target[k]] + x[k]);
    }
    Elements.set(call.out(), sums);
  }

  private static Plant undivided() {
    return Plant.slope((op, in, out) ->
        op == Binary.DIV && in[1].rank() == 0 && in[0].rank() > 0
            ? Pullback.of(g -> g, g -> g.mul(out[0]).div(in[1]).neg())
            : null);
  }

  private static Plant backwards() {
    return Plant.driver(SwappedBytes::new);
  }

  /// The third sum of a session is its left operand.
  private static Plant losing() {
    return Plant.driver(real -> {
      var calls = new AtomicInteger();
      return new Tampering(
          real,
          call -> {
            if (call.op() == Binary.ADD && calls.incrementAndGet() % 3 == 0) {
              Elements.set(call.out(), Elements.of(call.in(0)));
            }
          });
    });
  }
}
