package jacobi.tck.check;

import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Placement;
import jacobi.tck.cases.Role;
import jacobi.type.DType;
import jacobi.type.Shape;

/// Operands of given numbers.
final class Given {
  private Given() {}

  /// A differentiated operand.
  static Arg floats(DType dtype, Shape shape, double... numbers) {
    HostBuffer values = HostBuffer.of(dtype, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      values.setDouble(i, numbers[i]);
    }
    return new Arg(Role.DIFFERENTIATED, values, shape, Placement.DENSE);
  }

  /// A differentiated vector.
  static Arg vector(DType dtype, double... numbers) {
    return floats(dtype, Shape.of(numbers.length), numbers);
  }

  /// A vector nobody differentiates.
  static Arg plain(DType dtype, double... numbers) {
    return new Arg(
        Role.PLAIN, vector(dtype, numbers).values(), Shape.of(numbers.length), Placement.DENSE);
  }

  /// A vector of integers.
  static Arg longs(DType dtype, long... numbers) {
    return longs(dtype, Shape.of(numbers.length), numbers);
  }

  /// Integers.
  static Arg longs(DType dtype, Shape shape, long... numbers) {
    HostBuffer values = HostBuffer.of(dtype, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      values.setLong(i, numbers[i]);
    }
    return new Arg(Role.PLAIN, values, shape, Placement.DENSE);
  }
}
