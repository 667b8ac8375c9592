package jacobi.tck.check;

import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.spi.HostBuffer;
import jacobi.type.DType;

/// Arguments over the whole range of a float type.
final class Sweep {
  private Sweep() {}

  /// One bit pattern of each stratum: their first 16 bits are all there are, the rest is random.
  static void strata(HostBuffer values, long seed) {
    Stream random = Seed.of(seed).at("strata").stream();
    for (int i = 0; i < values.elements(); i++) {
      double x =
          switch (values.dtype()) {
            case F64 -> Double.longBitsToDouble(((long) i << 48) | (random.nextLong() >>> 16));
            case F32 -> Float.intBitsToFloat((i << 16) | (random.nextInt() >>> 16));
            case F16 -> Float.float16ToFloat((short) i);
            case BF16 -> Float.intBitsToFloat(i << 16);
            case I64, I32, I8, U8, BOOL -> i;
          };
      values.setDouble(i, x);
    }
  }

  /// Bit patterns at random, and as many numbers where functions bend.
  static void fill(HostBuffer values, long seed) {
    Stream random = Seed.of(seed).at("sweep").stream();
    for (int i = 0; i < values.elements(); i++) {
      values.setDouble(i, i % 2 == 0 ? pattern(values.dtype(), random) : bend(random));
    }
  }

  private static double pattern(DType dtype, Stream random) {
    return switch (dtype) {
      case F64 -> Double.longBitsToDouble(random.nextLong());
      case F32 -> Float.intBitsToFloat(random.nextInt());
      case F16 -> Float.float16ToFloat((short) random.nextInt());
      case BF16 -> Float.intBitsToFloat(random.nextInt() << 16);
      case I64, I32, I8, U8, BOOL -> random.nextInt(-4, 5);
    };
  }

  private static double bend(Stream random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextDouble(-8, 8);
      case 1 -> random.nextDouble(-110, 110);
      case 2 -> 1 + random.nextDouble(-0.5, 0.5);
      default -> Math.rint(random.nextDouble(-9, 9)) / 2;
    };
  }
}
