package jacobi.tck.check;

import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Placement;
import jacobi.tck.cases.Role;
import jacobi.tck.cases.Sample;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;
import java.util.function.UnaryOperator;

/// C09: composites whose exponentials would overflow were they not shifted. Far out their values
/// are whole.
final class Overflows {
  private static final double FAR = 8192;

  private Overflows() {}

  static void add(Catalog catalog) {
    for (DType dtype : catalog.floats()) {
      catalog.add("9.3", "ATTENTION", dtype, 0, Overflows::blind);
      far(catalog, dtype, "SIGMOID", Tensor::sigmoid, 0, 1);
      far(catalog, dtype, "SOFTPLUS", Tensor::softplus, 0, FAR);
      far(catalog, dtype, "SILU", Tensor::silu, 0, FAR);
      far(catalog, dtype, "GELU", Tensor::gelu, 0, FAR);
      far(catalog, dtype, "GELU_TANH", Tensor::geluTanh, 0, FAR);
      far(catalog, dtype, "MISH", Tensor::mish, 0, FAR);
      far(catalog, dtype, "ELU", x -> x.elu(1), -1, FAR);
      far(catalog, dtype, "TANH", Tensor::tanh, -1, 1);
      far(catalog, dtype, "SOFTMAX", x -> x.softmax(0), 0, 1);
      far(catalog, dtype, "LOG_SOFTMAX", x -> x.logSoftmax(0), -2 * FAR, 0);
      far(catalog, dtype, "LOG_SUM_EXP", x -> x.logSumExp(0).reshape(1), FAR);
    }
  }

  /// A query that sees no key yields zeros, and has no gradient.
  private static void blind(Trial trial) {
    Arg q = Given.floats(trial.dtype(), Shape.of(2, 1), 1, 2);
    Arg mask = Given.longs(DType.BOOL, Shape.of(2, 2), 1, 1, 0, 0);
    Sample sample =
        trial.about(
            new Sample(
                "ATTENTION of a query that sees no key",
                in ->
                    List.of(
                        in.get(0)
                            .scaledDotProductAttention(in.get(0), in.get(0), in.get(1), 0, false)
                            .slice(0, 1, 2)),
                List.of(q, mask)));
    List<Array> found = trial.lab().forward(sample);
    Compare.numbers("the result", new double[] {0}, found.getFirst());
    List<Arg> g = WholeGradients.cotangents(trial, found, false);
    Compare.numbers(
        "the gradient", new double[] {0, 0}, trial.lab().gradient(sample, g).getFirst());
  }

  private static void far(
      Catalog catalog, DType dtype, String op, UnaryOperator<Tensor> f, double... expected) {
    catalog.add("9.3", op, dtype, 0, trial -> compare(trial, op, f, expected));
  }

  private static void compare(Trial trial, String op, UnaryOperator<Tensor> f, double... expected) {
    HostBuffer values = HostBuffer.of(trial.dtype(), 2);
    values.setDouble(0, -FAR);
    values.setDouble(1, FAR);
    Arg x = new Arg(Role.DIFFERENTIATED, values, Shape.of(2), Placement.DENSE);
    Sample sample =
        trial.about(new Sample(op + " far out", in -> List.of(f.apply(in.getFirst())), List.of(x)));
    List<Array> found = trial.lab().forward(sample);
    Compare.numbers("the result", expected, found.getFirst());
    List<Arg> g = WholeGradients.cotangents(trial, found, false);
    for (Array one : trial.lab().gradient(sample, g)) {
      for (int i = 0; i < 2; i++) {
        jacobi.tck.spec.Mismatch.unless(
            Double.isFinite(one.elements().asDouble(i)), "the gradient at %d is not finite", i);
      }
    }
  }
}
