package jacobi.tck.reference;

import jacobi.op.Op;
import jacobi.spi.Accuracy;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.type.DType;
import java.util.function.UnaryOperator;

/// How errors grow: from those of operands, and by what a device declares that its ops add.
///
/// With errors `ea`, `eb` of operands, units in the last place `c` that a device declares, and the
/// distance `s(x)` of the type's neighbors at `x`:
///
/// ```
/// a ± b: ea + eb                                   + c·s
/// a · b: |a|·eb + |b|·ea + ea·eb                   + c·s
/// f(a):  max |f(a ± ea) − f(a)|                    + c·s    f monotone
/// Σ tᵢ:  Σ eᵢ + n·c·s(Σ |tᵢ|)                               any order
/// ```
///
/// What is rounded correctly from operands without error has the error of that rounding, which is 0
/// where the result is a number of the type. Sums of `m` terms have `m − 1` additions, of which the
/// errors of `n = min(m − 1, max(4, 4√m))` count in full: they are as likely up as down. A sum
/// whose terms are multiples of one power of two, and together small enough to be exact in any
/// order, has no error.
///
/// Source: Higham, *Accuracy and Stability of Numerical Algorithms*, 2002, 3.1 and 4.2; Higham and
/// Mary, *A new approach to probabilistic rounding error analysis*, 2019, theorem 2.4, for the
/// root, with λ = 4.
final class ErrorBounds {
  private static final double LAMBDA = 4;

  /// Smaller numbers have no full low part: what is called exact may be off by the least double.
  private static final double LOW_PARTS_FROM = 0x1p-968;

  private final Accuracy accuracy;

  ErrorBounds(Accuracy accuracy) {
    this.accuracy = accuracy;
  }

  /// The bound for a result that a device rounds to a type.
  ///
  /// @param inherited what comes from the operands
  double rounded(Op op, DType type, DoubleDouble exact, double inherited) {
    double ulps = accuracy.ulps(op, type);
    if (ulps == 0 || !exact.isFinite()) {
      return inherited;
    }
    Precision precision = Precision.of(type);
    double size = Math.abs(exact.high());
    double low = size > 0 && size < LOW_PARTS_FROM ? Double.MIN_VALUE : 0;
    if (inherited == 0 && ulps <= Accuracy.ROUNDED) {
      DoubleDouble near = DoubleDouble.of(precision.nearest(exact));
      return near.isFinite() ? near.sub(exact).abs().high() + low : precision.spacing(size);
    }
    return inherited + ulps * precision.spacing(size + inherited) + low;
  }

  /// The bound for a sum.
  ///
  /// @param roundings those of terms that are products, in halves of a unit of the sum
  double summed(Op op, DType type, Sum sum, int roundings) {
    double ulps = accuracy.ulps(op, type);
    Precision precision = Precision.of(type);
    if (ulps == 0 || sum.isExact(precision)) {
      return sum.inherited();
    }
    double count = sum.terms() - 1;
    double counted = Math.min(count, Math.max(LAMBDA, LAMBDA * Math.sqrt(sum.terms())));
    double spacing = precision.spacing(sum.size() + sum.inherited());
    return sum.inherited() + (Math.max(counted, 0) + roundings) * ulps * spacing;
  }

  /// How far a monotone function may be off if its argument is.
  static double spread(UnaryOperator<DoubleDouble> f, DoubleDouble x, double error) {
    if (error == 0 || !x.isFinite()) {
      return error;
    }
    DoubleDouble y = f.apply(x);
    double up = f.apply(x.add(error)).sub(y).abs().high();
    double down = f.apply(x.sub(error)).sub(y).abs().high();
    return Math.max(up, down);
  }
}
