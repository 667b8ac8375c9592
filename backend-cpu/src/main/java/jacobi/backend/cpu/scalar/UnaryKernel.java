package jacobi.backend.cpu.scalar;

import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Unary;
import jacobi.spi.OpCall;
import jacobi.type.DType;

/// `y = f(x)` on F32.
public final class UnaryKernel {
  private UnaryKernel() {}

  /// Computes a call; false if it is of another type.
  public static boolean run(Unary op, OpCall call, Workers workers) {
    if (call.dtype() != DType.F32) {
      return false;
    }
    float[] x = call.in(0).floats();
    float[] y = call.out().floats();
    Function f = function(op);
    Walk.of(call.out().layout(), call.in(0).layout())
        .run(
            workers,
            (count, at, step) -> {
              int to = at[0];
              int from = at[1];
              for (int i = 0; i < count; i++) {
                y[to + i] = f.at(x[from + i * step[1]]);
              }
            });
    return true;
  }

  private interface Function {
    float at(float x);
  }

  private static Function function(Unary op) {
    return switch (op) {
      case NEG -> x -> -x;
      case ABS -> Math::abs;
      case SIGN -> Math::signum;
      case FLOOR -> x -> (float) Math.floor(x);
      case CEIL -> x -> (float) Math.ceil(x);
      case ROUND -> x -> (float) Math.rint(x);
      case EXP -> FloatMath::exp;
      case EXPM1 -> WideMath::expm1;
      case LOG -> FloatMath::log;
      case LOG1P -> WideMath::log1p;
      case SQRT -> x -> (float) Math.sqrt(x);
      case SIN -> WideMath::sin;
      case COS -> WideMath::cos;
      case TANH -> FloatMath::tanh;
      case ERF -> FloatMath::erf;
      case NOT -> throw new IllegalArgumentException("NOT is not defined on floats");
    };
  }
}
