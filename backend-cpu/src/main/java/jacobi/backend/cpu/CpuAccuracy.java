package jacobi.backend.cpu;

import jacobi.op.Binary;
import jacobi.op.Op;
import jacobi.op.Unary;
import jacobi.spi.Accuracy;
import jacobi.type.DType;

/// What the kernels of this backend promise.
///
/// F32 as measured at every number: functions in single precision within 1 to 1.375 units (tanh is
/// off by 1.332 at 0.6310442, exp by 1.0086 at -27.379135, the worst of all), those computed in
/// double and rounded once within 0.51. F64 as `java.lang.Math` documents its functions, and 4
/// units for ERF. All else is correctly rounded.
///
/// F16 and BF16 are computed as F32 and rounded once more. What F32 is off by is less than a
/// thousandth of their units, which makes 0.51 of the functions' half. Sums, differences, products,
/// quotients, remainders and roots stay correctly rounded: 24 bits are no fewer than twice the 11
/// or 8 of the operands and two more. Sums of many are added up in F32 or F64 and rounded at the
/// end.
///
/// Source: Figueroa, *When is double rounding innocuous?*, 1995.
record CpuAccuracy() implements Accuracy {
  private static final double ONCE_MORE = 0.51;

  @Override
  public double ulps(Op op, DType dtype) {
    if (op == Binary.POW) {
      return dtype == DType.F64 ? 1 : 0.51;
    }
    return op instanceof Unary unary ? ulps(unary, dtype) : ROUNDED;
  }

  private static double ulps(Unary op, DType dtype) {
    return switch (dtype) {
      case F64 -> wide(op);
      case F16, BF16 -> Math.min(narrow(op), ONCE_MORE);
      case F32, I64, I32, I8, U8, BOOL -> narrow(op);
    };
  }

  private static double narrow(Unary op) {
    return switch (op) {
      case EXP -> 1.0625;
      case LOG -> 1;
      case TANH -> 1.375;
      case ERF -> 1.25;
      case SIN, COS, EXPM1, LOG1P -> 0.51;
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, SQRT, NOT -> ROUNDED;
    };
  }

  private static double wide(Unary op) {
    return switch (op) {
      case EXP, EXPM1, LOG, LOG1P, SIN, COS -> 1;
      case TANH -> 2.5;
      case ERF -> 4;
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, SQRT, NOT -> ROUNDED;
    };
  }
}
