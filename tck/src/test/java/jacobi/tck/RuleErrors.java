package jacobi.tck;

import jacobi.Session;
import jacobi.random.Seed;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.tck.reference.Differences;
import jacobi.tck.reference.DoubleDoubleBackend;
import jacobi.tensor.Functions;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// How far gradients by the rules are from differences of the forward, both on the exact reference.
///
/// The function is folded to `L = Σ uᵢ·yᵢ` by small whole numbers `u`. An error counts relative to
/// the sum of the sizes of what was added, `Σ |uᵢ·yᵢ′|`, and what the arithmetic itself may add:
/// `2⁻⁹⁸·Σ |uᵢ|·max(1, |yᵢ|)` over what the difference is divided by is an error of the bar.
final class RuleErrors {
  private static final double ARITHMETIC = 0x1p-98;
  private static final double FIRST = 0x1p-34;

  /// `D(h/2)` is the sum of four values over `h²`, and counts for 4/3.
  private static final double SECOND = 0x1p-36 * 3 / 16;

  private final Session session;
  private final GradientCases.Case item;
  private final List<Tensor> inputs;
  private final Differences differences;
  private final double[] weights;
  private final double size;

  /// For a session on the reference, from inside of it.
  RuleErrors(Session session, GradientCases.Case item) {
    this.session = session;
    this.item = item;
    this.inputs = item.inputs();
    this.differences = new Differences(item.function(), inputs);
    DoubleDouble[] y = differences.value();
    var random = Seed.of(1).at("weights").stream();
    weights = new double[y.length];
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      weights[i] = random.nextInt(1, 4) * (random.nextBoolean() ? 1 : -1);
      sum += Math.abs(weights[i]) * Math.max(1, Math.abs(y[i].high()));
    }
    size = sum;
  }

  /// The worst error of a first derivative.
  double first(double bar) {
    List<Tensor> watched = inputs.stream().map(x -> x.detach().watch()).toList();
    List<Tensor> gradients = gradients(watched, false);
    double worst = 0;
    for (int i = 0; i < inputs.size(); i++) {
      DoubleDouble[] g = DoubleDoubleBackend.read(gradients.get(i));
      for (int k = 0; k < g.length; k++) {
        double noise = ARITHMETIC * size / (FIRST * differences.scale(i, k));
        worst = Math.max(worst, error(g[k], differences.column(i, k), 1, noise / bar));
      }
    }
    return worst;
  }

  /// The worst error of a second derivative along a direction that moves every element.
  double second(double bar) {
    double[][] direction = differences.zeros();
    var random = Seed.of(2).at("direction").stream();
    for (int i = 0; i < direction.length; i++) {
      for (int k = 0; k < direction[i].length; k++) {
        direction[i][k] = random.nextBoolean() ? 1 : -1;
        direction[i][k] *= differences.scale(i, k);
      }
    }
    List<Tensor> products = products(direction);
    double worst = 0;
    for (int i = 0; i < inputs.size(); i++) {
      DoubleDouble[] g = DoubleDoubleBackend.read(products.get(i));
      for (int k = 0; k < g.length; k++) {
        double scale = differences.scale(i, k);
        DoubleDouble[] found = differences.second(direction, differences.unit(i, k));
        double noise = ARITHMETIC * size / (SECOND * scale);
        worst = Math.max(worst, error(g[k], found, 1 / scale, noise / bar));
      }
    }
    return worst;
  }

  private double error(DoubleDouble gradient, DoubleDouble[] terms, double scale, double least) {
    DoubleDouble sum = DoubleDouble.ZERO;
    double sizes = least;
    for (int i = 0; i < terms.length; i++) {
      DoubleDouble term = terms[i].mul(weights[i] * scale);
      sum = sum.add(term);
      sizes += Math.abs(term.high());
    }
    double off = gradient.sub(sum).abs().high();
    // Where nothing was added, as in tensors without elements, nothing but 0 is right.
    return off == 0 ? 0 : off / sizes;
  }

  private List<Tensor> gradients(List<Tensor> watched, boolean recorded) {
    Tensor y = item.function().apply(watched);
    Tensor u = y.engine().upload(y.spec(), java.lang.foreign.MemorySegment.ofArray(weights));
    var gradients = session.gradients(y.mul(u).sum()).orZeros();
    return (recorded ? gradients.recorded() : gradients).of(watched);
  }

  /// The Hessian of `L` times a direction, by reverse mode twice.
  private List<Tensor> products(double[][] direction) {
    List<Tensor> watched = inputs.stream().map(x -> x.detach().watch()).toList();
    List<Tensor> all = gradients(watched, true);
    List<Tensor> terms = new ArrayList<>();
    for (int i = 0; i < direction.length; i++) {
      Tensor v =
          all.get(i)
              .engine()
              .upload(inputs.get(i).spec(), java.lang.foreign.MemorySegment.ofArray(direction[i]));
      terms.add(all.get(i).mul(v).reshape(-1));
    }
    return session.gradients(Functions.concat(0, terms).sum()).orZeros().of(watched);
  }
}
