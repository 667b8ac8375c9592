package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.spi.HostBuffer;
import jacobi.type.DType;

/// Sums of terms, kept in pairs of doubles, with what bounds the error of adding them up in any
/// order:
///
/// ```
/// |computed − exact| ≤ γₙ·Σ|termᵢ|,  γₙ = n·u / (1 − n·u)
/// ```
///
/// for `n` terms, each perhaps a product, and the unit roundoff `u` of the type. Sums of F16 and
/// BF16 are added up as F32 and rounded once to the type, which adds half of its last place.
///
/// Source: Higham, *Accuracy and Stability of Numerical Algorithms*, 3.1; Ogita, Rump, Oishi,
/// *Accurate sum and dot product*, 2005.
final class Terms {
  private final double[] sums;
  private final double[] rests;
  private final double[] sizes;
  private final int[] counts;

  /// So many sums, all 0.
  Terms(long results) {
    int count = (int) results;
    sums = new double[count];
    rests = new double[count];
    sizes = new double[count];
    counts = new int[count];
  }

  /// Adds `a·b` to sum `at`.
  void add(int at, double a, double b) {
    double product = a * b;
    double before = sums[at];
    double sum = before + product;
    double moved = sum - before;
    rests[at] += (before - (sum - moved)) + (product - moved) + Math.fma(a, b, -product);
    sums[at] = sum;
    sizes[at] += Math.abs(product);
    counts[at]++;
  }

  /// Checks results, and returns the worst error as a fraction of its bound.
  double check(HostBuffer found) {
    DType type = found.dtype();
    double u = type == DType.F64 ? Math.ulp(1.0) / 2 : Math.ulp(1f) / 2;
    double worst = 0;
    for (int i = 0; i < sums.length; i++) {
      double n = counts[i] * u;
      double summed = n / (1 - n) * sizes[i];
      double size = Math.abs(sums[i]) + summed;
      double bound = type.bytes() > 2 ? summed : summed + Comparison.ulp(type, size) / 2;
      double near = Comparison.finite(type, sums[i]);
      double error = Math.abs(Comparison.finite(type, found.asDouble(i)) - near - rests[i]);
      int at = i;
      assertTrue(
          error <= bound,
          () ->
              "element %d: %s instead of %s, off by %.3g where %d terms allow %.3g"
                  .formatted(at, found.asDouble(at), sums[at], error, counts[at], bound));
      worst = bound == 0 ? worst : Math.max(worst, error / bound);
    }
    return worst;
  }
}
