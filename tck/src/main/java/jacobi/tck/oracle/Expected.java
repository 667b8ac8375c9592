package jacobi.tck.oracle;

import jacobi.spi.HostBuffer;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.tck.cases.Host;
import jacobi.tck.reference.DoubleDoubleBackend;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;
import java.util.Arrays;
import java.util.List;

/// A result to some thirty digits, and a bound for the error of each element.
///
/// @param values the exact elements
/// @param bounds the greatest errors that the declared accuracy allows, in any order of summation
@SuppressWarnings("ArrayRecordComponent")
public record Expected(Shape shape, DoubleDouble[] values, double[] bounds) {

  /// What tensors on the reference hold.
  static List<Expected> of(List<Tensor> tensors) {
    return tensors.stream().map(Expected::of).toList();
  }

  private static Expected of(Tensor x) {
    if (x.dtype().isFloat()) {
      return new Expected(x.shape(), DoubleDoubleBackend.read(x), DoubleDoubleBackend.bounds(x));
    }
    HostBuffer whole = Host.of(x);
    DoubleDouble[] values = new DoubleDouble[(int) whole.elements()];
    Arrays.setAll(values, i -> DoubleDouble.of(whole.asLong(i)));
    return new Expected(x.shape(), values, new double[values.length]);
  }

  /// The greatest size of an element.
  double size() {
    return Arrays.stream(values).mapToDouble(x -> Math.abs(x.high())).max().orElse(0);
  }
}
