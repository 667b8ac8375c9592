package jacobi.tck.check;

import jacobi.spi.HostBuffer;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Host;
import jacobi.tck.oracle.Expected;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Trial;
import jacobi.type.Shape;
import java.util.List;

/// Compares what was found with what was to be found.
final class Compare {
  /// Bounds are computed in doubles, with about so many roundings.
  private static final int ROUNDINGS = 16;

  private Compare() {}

  /// Equal values; zeros of either sign are equal, for the order of a sum decides on that.
  static void exact(String what, List<Array> expected, List<Array> found) {
    alike(what, expected, found, false);
  }

  /// Equal values, and zeros of the same sign.
  static void bits(String what, List<Array> expected, List<Array> found) {
    alike(what, expected, found, true);
  }

  private static void alike(String what, List<Array> expected, List<Array> found, boolean signed) {
    Mismatch.unless(
        expected.size() == found.size(),
        "%s: %d results instead of %d",
        what,
        found.size(),
        expected.size());
    for (int i = 0; i < expected.size(); i++) {
      String which = expected.size() == 1 ? what : what + " " + i;
      alike(which, expected.get(i), found.get(i), signed);
    }
  }

  private static void alike(String what, Array expected, Array found, boolean signed) {
    HostBuffer a = expected.elements();
    HostBuffer b = found.elements();
    Mismatch.unless(
        expected.shape().equals(found.shape()) && a.dtype() == b.dtype(),
        "%s is %s %s instead of %s %s",
        what,
        b.dtype(),
        found.shape(),
        a.dtype(),
        expected.shape());
    for (int i = 0; i < a.elements(); i++) {
      boolean same = Host.bits(a, i) == Host.bits(b, i);
      if (!same && (signed || !isZero(a, i) || !isZero(b, i))) {
        throw new Mismatch(
            "%s at %s is %s instead of %s"
                .formatted(what, Host.index(found.shape(), i), Host.text(b, i), Host.text(a, i)));
      }
    }
  }

  private static boolean isZero(HostBuffer buffer, int at) {
    return buffer.dtype().isFloat() && buffer.asDouble(at) == 0;
  }

  /// Equal to numbers computed in doubles without error.
  static void numbers(String what, double[] expected, Array found) {
    HostBuffer b = found.elements();
    Mismatch.unless(
        b.elements() == expected.length,
        "%s has %d elements instead of %d",
        what,
        b.elements(),
        expected.length);
    for (int i = 0; i < expected.length; i++) {
      double one = b.asDouble(i);
      if (one != expected[i] && !(Double.isNaN(one) && Double.isNaN(expected[i]))) {
        throw new Mismatch(
            "%s at %s is %s instead of %s"
                .formatted(what, Host.index(found.shape(), i), one, expected[i]));
      }
    }
  }

  /// Within the bounds.
  static void bounded(Trial trial, String what, List<Expected> expected, List<Array> found) {
    Mismatch.unless(
        expected.size() == found.size(),
        "%s: %d results instead of %d",
        what,
        found.size(),
        expected.size());
    for (int i = 0; i < expected.size(); i++) {
      bounded(trial, expected.size() == 1 ? what : what + " " + i, expected.get(i), found.get(i));
    }
  }

  private static void bounded(Trial trial, String what, Expected expected, Array found) {
    Shape shape = expected.shape();
    Mismatch.unless(
        shape.equals(found.shape()), "%s is %s instead of %s", what, found.shape(), shape);
    for (int i = 0; i < expected.values().length; i++) {
      double one = found.elements().asDouble(i);
      DoubleDouble exact = expected.values()[i];
      double high = exact.high();
      double bound = expected.bounds()[i] + ROUNDINGS * Math.ulp(expected.bounds()[i]);
      double error = DoubleDouble.of(one).sub(exact).abs().high();
      boolean same = Double.compare(one, high) == 0 || one == high;
      if (!same && !(error <= bound)) {
        throw new Mismatch(
            "%s at %s is %s instead of %s, off by %.3g where %.3g is allowed"
                .formatted(what, Host.index(shape, i), one, high, error, bound));
      }
      trial.ratio(bound > 0 && error <= bound ? error / bound : 0);
    }
  }
}
