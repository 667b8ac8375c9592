package jacobi.spi;

import jacobi.op.Binary;
import jacobi.op.Composite;
import jacobi.op.HostDefault;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.type.DType;

/// How far a device's results may be from the exact ones, per op and element type: its ULP class.
///
/// ```
/// |computed − exact| ≤ ulps · ulp(exact)
/// ```
///
/// where `ulp(exact)` is the distance of the two numbers of the type next to `exact`, that of the
/// subnormal ones at least. Past the greatest finite number counts as one step further, so that an
/// infinity may stand for it. [#ROUNDED] promises the nearest number, bit for bit. Of ops that add
/// up many terms it is the error of each single addition and multiplication.
@FunctionalInterface
public interface Accuracy {
  /// Correctly rounded.
  double ROUNDED = 0.5;

  /// OpenCL's limits for devices of the full profile, the floor for every backend.
  ///
  /// | op | F32 | F64 | F16, BF16 |
  /// | --- | --- | --- | --- |
  /// | EXP EXPM1 LOG | 3 | 3 | 2 |
  /// | LOG1P | 2 | 2 | 2 |
  /// | SIN COS | 4 | 4 | 2 |
  /// | TANH | 5 | 5 | 2 |
  /// | ERF POW | 16 | 16 | 4 |
  /// | SQRT | 3 | rounded | 1.5 |
  /// | DIV | 2.5 | rounded | 1 |
  /// | all others | rounded | rounded | rounded |
  Accuracy OPENCL =
      (op, dtype) ->
          switch (op) {
            case Unary unary -> OpenClLimits.of(unary, dtype);
            case Binary binary -> OpenClLimits.of(binary, dtype);
            case Primitive _, View _, HostDefault _, Composite _ -> ROUNDED;
          };

  /// The bound for an op on operands of a type, in units of the last place; for integers and truth
  /// values, which are exact, it means nothing.
  double ulps(Op op, DType dtype);
}
