package jacobi.spi;

import static jacobi.spi.Accuracy.ROUNDED;

import jacobi.op.Binary;
import jacobi.op.Unary;
import jacobi.type.DType;

/// The table of [Accuracy#OPENCL].
///
/// Source: *The OpenCL C Specification*, relative error as ULPs, full profile, and the limits of
/// the conformance tests for half precision.
final class OpenClLimits {
  private OpenClLimits() {}

  static double of(Unary op, DType dtype) {
    boolean half = dtype.bytes() == 2;
    return switch (op) {
      case EXP, EXPM1, LOG -> half ? 2 : 3;
      case LOG1P -> 2;
      case SIN, COS -> half ? 2 : 4;
      case TANH -> half ? 2 : 5;
      case ERF -> half ? 4 : 16;
      case SQRT -> half ? 1.5 : dtype == DType.F32 ? 3 : ROUNDED;
      case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, NOT -> ROUNDED;
    };
  }

  static double of(Binary op, DType dtype) {
    boolean half = dtype.bytes() == 2;
    return switch (op) {
      case POW -> half ? 4 : 16;
      case DIV -> half ? 1 : dtype == DType.F32 ? 2.5 : ROUNDED;
      case ADD, SUB, MUL, REM, MAX, MIN, AND, OR, XOR, EQ, LT, LE -> ROUNDED;
    };
  }
}
