package jacobi.tck;

import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.spi.HostBuffer;
import jacobi.type.DType;
import jacobi.type.Rounding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// Arguments that cover the whole domain of a float type, and those that bite.
final class Points {
  /// Edges of domains, of overflow and underflow, of whole numbers; halves; huge angles.
  private static final double[] MARKS = {
    0,
    0.25,
    0.49999997,
    0.5,
    Math.nextDown(0.5),
    Math.nextDown(1f),
    Math.nextDown(1.0),
    1,
    Math.nextUp(1f),
    Math.nextUp(1.0),
    1.5,
    2,
    2.5,
    3,
    3.5,
    Math.PI / 4,
    Math.PI / 2,
    Math.PI,
    11,
    87.33654,
    88.72283,
    88.72284,
    103.27893,
    103.97208,
    355,
    708.3964185322641,
    709.782712893384,
    709.7827128933841,
    745.1332191019411,
    745.1332191019412,
    0x1p22 + 0.5,
    0x1p23 - 0.5,
    0x1p23 + 1,
    0x1p24 + 2,
    0x1p30,
    0x1p31,
    0x1p52 - 0.5,
    0x1p52 + 1,
    0x1p53 + 2,
    0x1p63,
    1e22,
    1e36,
    0x1p-12,
    0x1p-25,
    0x1p-54,
    Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Math.nextDown(Float.MIN_NORMAL),
    Float.MAX_VALUE,
    6381956970095103.0 * 0x1p797,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Math.nextDown(Double.MIN_NORMAL),
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY
  };

  /// The types with fractions.
  static final List<DType> FLOATS = List.of(DType.F64, DType.F32, DType.F16, DType.BF16);

  /// Patterns of 16 bits.
  private static final int PATTERNS = 1 << 16;

  private Points() {}

  /// Every number of a type of 16 bits, NaN among them.
  static double[] all(DType dtype) {
    HostBuffer buffer = HostBuffer.of(dtype, PATTERNS);
    double[] all = new double[PATTERNS];
    for (int i = 0; i < PATTERNS; i++) {
      buffer.shorts()[i] = (short) i;
      all[i] = buffer.asDouble(i);
    }
    return all;
  }

  /// NaN, and all marks of either sign as a type has them.
  static double[] special(DType dtype) {
    DoubleStream both = Arrays.stream(MARKS).flatMap(x -> DoubleStream.of(x, -x));
    return DoubleStream.concat(DoubleStream.of(Double.NaN), both)
        .map(x -> Rounding.nearest(dtype, x))
        .toArray();
  }

  /// Numbers of full mantissas: some of either sign for every `stride`-th exponent of the type, and
  /// as many again evenly over the ranges where functions bend.
  static double[] reals(DType dtype, int stride, int each, long seed) {
    Stream random = Seed.of(seed).at("points").stream();
    boolean narrow = dtype != DType.F64;
    int low = narrow ? -149 : -1074;
    int high = narrow ? 127 : 1023;
    var points = DoubleStream.builder();
    for (int exponent = low; exponent <= high; exponent += stride) {
      for (int i = 0; i < each; i++) {
        double x = Math.scalb(1 + random.nextDouble(), exponent);
        points.add(random.nextBoolean() ? x : -x);
        points.add(random.nextDouble(-7, 7));
        points.add(random.nextDouble(narrow ? -104 : -746, narrow ? 89 : 710));
        points.add(1 + random.nextDouble(-0.5, 0.5));
      }
    }
    return points.build().map(x -> Rounding.nearest(dtype, x)).toArray();
  }
}
