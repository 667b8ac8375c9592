package jacobi;

import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.JacobiException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Compares gradients with numerical derivatives, element by element, in F64.
///
/// The result of the function is folded to a scalar `L = Σ uᵢ·yᵢ` with signs `u` drawn from the
/// seed. With the central difference `D(h) = (L(x + h) − L(x − h)) / 2h` the derivative is
/// Richardson's `R = (4·D(h/2) − D(h)) / 3`. A gradient passes if it is within
///
/// ```
/// 4·|R − D(h/2)| + 2⁻⁴⁶·Σ |yᵢ|/h + 2⁻⁴⁰·max(1, |R|)
/// ```
///
/// of `R`: the truncation the two steps show, the rounding of the difference, and that of the
/// gradient itself. Inputs must stay away from kinks by more than `h`.
public final class GradientCheck {
  private static final double STEP = 0x1p-10;

  private final Session session;
  private final Function<List<Tensor>, Tensor> function;
  private final List<Tensor> inputs;
  private final double[] signs;

  private GradientCheck(
      Session session, Function<List<Tensor>, Tensor> function, List<Tensor> inputs) {
    this.session = session;
    this.function = function;
    this.inputs = inputs;
    int count = Math.toIntExact(function.apply(inputs).shape().elements());
    Stream stream = Seed.of(1).at("gradient check").stream();
    signs = new double[count];
    for (int i = 0; i < count; i++) {
      signs[i] = stream.nextBoolean() ? 1 : -1;
    }
  }

  /// Checks first derivatives.
  ///
  /// @return the worst error as a fraction of its bound
  /// @throws JacobiException if one is beyond its bound, naming the element
  public static double first(
      Session session, Function<List<Tensor>, Tensor> function, List<Tensor> inputs) {
    return new GradientCheck(session, function, checked(inputs)).run();
  }

  /// Checks second derivatives: those of the gradient of `L` with respect to every input, folded by
  /// signs again.
  ///
  /// @return the worst error as a fraction of its bound
  /// @throws JacobiException if one is beyond its bound, naming the element
  public static double second(
      Session session, Function<List<Tensor>, Tensor> function, List<Tensor> inputs) {
    var outer = new GradientCheck(session, function, checked(inputs));
    return first(session, outer::gradient, inputs);
  }

  private static List<Tensor> checked(List<Tensor> inputs) {
    for (Tensor input : inputs) {
      if (input.dtype() != DType.F64) {
        throw new DTypeException("gradients are checked in F64, got " + input.spec());
      }
    }
    return inputs.stream().map(Tensor::detach).toList();
  }

  /// All gradients of `L` as one vector.
  private Tensor gradient(List<Tensor> at) {
    List<Tensor> watched = at.stream().map(Tensor::watch).toList();
    List<Tensor> all = new ArrayList<>();
    for (Tensor g : gradients(watched, true)) {
      all.add(g.reshape(-1));
    }
    return jacobi.tensor.Functions.concat(0, all);
  }

  private List<Tensor> gradients(List<Tensor> watched, boolean recorded) {
    Tensor y = function.apply(watched);
    Tensor u = y.engine().upload(y.spec(), java.lang.foreign.MemorySegment.ofArray(signs));
    Gradients gradients = session.gradients(y.mul(u).sum()).orZeros();
    return (recorded ? gradients.recorded() : gradients).of(watched);
  }

  private double run() {
    List<Tensor> watched = inputs.stream().map(x -> x.detach().watch()).toList();
    List<Tensor> gradients = gradients(watched, false);
    double worst = 0;
    for (int i = 0; i < inputs.size(); i++) {
      double[] g = gradients.get(i).toDoubles();
      for (int k = 0; k < g.length; k++) {
        worst = Math.max(worst, ratio(i, k, g[k]));
      }
    }
    return worst;
  }

  private double ratio(int input, int element, double gradient) {
    double wide = difference(input, element, STEP);
    double narrow = difference(input, element, STEP / 2);
    double expected = (4 * narrow - wide) / 3;
    double bound =
        4 * Math.abs(expected - narrow)
            + 0x1p-46 * size() / STEP
            + 0x1p-40 * Math.max(1, Math.abs(expected));
    double error = Math.abs(gradient - expected);
    if (!(error <= bound)) {
      throw new JacobiException(
          "gradient of input %d at element %d is %s, but the difference quotient is %s ± %.2g"
              .formatted(input, element, gradient, expected, bound));
    }
    return error / bound;
  }

  private double difference(int input, int element, double h) {
    return (value(input, element, h) - value(input, element, -h)) / (2 * h);
  }

  private double value(int input, int element, double by) {
    List<Tensor> moved = new ArrayList<>(inputs);
    Tensor x = inputs.get(input);
    double[] values = x.toDoubles();
    values[element] += by;
    moved.set(input, x.engine().upload(x.spec(), java.lang.foreign.MemorySegment.ofArray(values)));
    double[] y = function.apply(moved).toDoubles();
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += signs[i] * y[i];
    }
    return sum;
  }

  private double size() {
    double sum = 0;
    for (double y : function.apply(inputs).toDoubles()) {
      sum += Math.abs(y);
    }
    return sum;
  }
}
