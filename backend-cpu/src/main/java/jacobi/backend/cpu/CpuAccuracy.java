package jacobi.backend.cpu;

import jacobi.op.Binary;
import jacobi.op.Op;
import jacobi.op.Unary;
import jacobi.spi.Accuracy;
import jacobi.type.DType;

/// What the kernels of this backend promise.
///
/// F32 as measured: functions in single precision within 1 to 1.375 units (tanh is off by 1.332 at
/// 0.6310442, the worst of all numbers), those computed in double and rounded once within 0.51. F64
/// as `java.lang.Math` documents its functions, and 4 units for ERF. All else is correctly rounded.
record CpuAccuracy() implements Accuracy {
  @Override
  public double ulps(Op op, DType dtype) {
    if (op == Binary.POW) {
      return dtype == DType.F64 ? 1 : 0.51;
    }
    return op instanceof Unary unary ? dtype == DType.F64 ? wide(unary) : narrow(unary) : ROUNDED;
  }

  private static double narrow(Unary op) {
    return switch (op) {
      case EXP, LOG -> 1;
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
