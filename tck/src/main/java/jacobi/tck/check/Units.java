package jacobi.tck.check;

import jacobi.op.Binary;
import jacobi.op.Composite;
import jacobi.op.HostDefault;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.spi.Accuracy;
import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Host;
import jacobi.tck.cases.Sample;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Trial;
import jacobi.type.DType;

/// Measures results of functions in units of the last place.
final class Units {
  /// The definitions are computed in doubles within this many units of a double's last place: those
  /// of `StrictMath` 1, tanh 2.5, the error function 4.
  private static final double DEFINITION = 4;

  private Units() {}

  /// Compares elementwise results with the definition.
  static void compare(Trial trial, Op op, Sample sample, Array found) {
    double ulps = trial.lab().info().accuracy().ulps(op, trial.dtype());
    HostBuffer elements = found.elements();
    for (int i = 0; i < elements.elements(); i++) {
      double expected = definition(op, sample, i);
      double one = elements.asDouble(i);
      boolean exact = !isRounded(op) && ulps == Accuracy.ROUNDED;
      double wanted = exact ? rounded(elements.dtype(), expected) : expected;
      if (exact || Double.isNaN(expected) || Double.isNaN(one)) {
        require(sample, i, Double.compare(wanted, one) == 0, one, wanted, ulps);
      } else {
        within(trial, sample, i, one, expected, ulps);
      }
    }
  }

  private static double definition(Op op, Sample sample, int i) {
    double a = sample.args().getFirst().values().asDouble(i);
    return switch (op) {
      case Unary unary -> unary.at(a);
      case Binary binary -> binary.at(a, sample.args().getLast().values().asDouble(i));
      case Primitive _, View _, HostDefault _, Composite _ ->
          throw new IllegalArgumentException(op.name() + " is not elementwise");
    };
  }

  /// True for functions whose values are irrational as a rule.
  static boolean isRounded(Op op) {
    return op == Binary.POW || (op instanceof Unary unary && !unary.takesIntegers());
  }

  private static double rounded(DType dtype, double x) {
    HostBuffer one = HostBuffer.of(dtype, 1);
    one.setDouble(0, x);
    return one.asDouble(0);
  }

  private static void within(
      Trial trial, Sample sample, int i, double found, double expected, double ulps) {
    DType dtype = trial.dtype();
    double bound = ulps * ulp(dtype, expected) + DEFINITION * Math.ulp(finite(expected));
    double error = Math.abs(clamped(dtype, found) - clamped(dtype, expected));
    boolean signed = Math.copySign(1, found) == Math.copySign(1, expected);
    require(sample, i, signed && error <= bound, found, expected, ulps);
    trial.ratio(error / bound);
  }

  private static void require(
      Sample sample, int i, boolean holds, double found, double expected, double ulps) {
    if (!holds) {
      StringBuilder of = new StringBuilder();
      sample.args().forEach(arg -> of.append(' ').append(Host.text(arg.values(), i)));
      throw new Mismatch(
          "of%s is %s instead of %s; %s units in the last place are declared"
              .formatted(of, found, expected, ulps));
    }
  }

  /// The distance of the numbers of a type around a value.
  static double ulp(DType dtype, double x) {
    int digits =
        switch (dtype) {
          case F64 -> 52;
          case F32 -> 23;
          case F16 -> 10;
          case BF16 -> 7;
          case I64, I32, I8, U8, BOOL -> throw new IllegalArgumentException("no ulp of " + dtype);
        };
    int least = dtype == DType.F16 ? -14 : dtype == DType.F64 ? -1022 : -126;
    int most = dtype == DType.F16 ? 15 : dtype == DType.F64 ? 1023 : 127;
    int exponent = Math.clamp(Math.getExponent(x), least, most);
    return Math.scalb(1.0, exponent - digits);
  }

  private static double finite(double x) {
    return Math.clamp(x, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  /// Infinity counts as one step past the greatest number.
  static double clamped(DType dtype, double x) {
    return switch (dtype) {
      case F32, BF16 -> Math.clamp(x, -0x1p128, 0x1p128);
      case F16 -> Math.clamp(x, -0x1p16, 0x1p16);
      case F64, I64, I32, I8, U8, BOOL -> finite(x);
    };
  }
}
