package jacobi.tck;

import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.spi.HostBuffer;
import jacobi.type.DType;

/// Where the elements of operands come from.
@FunctionalInterface
interface Values {
  /// Sets one element.
  void set(HostBuffer buffer, int at);

  /// Whole numbers from −4 to 4, whose sums and products are exact; truth values.
  static Values small(long seed) {
    Stream random = Seed.of(seed).at("small").stream();
    return (buffer, at) -> {
      boolean truth = buffer.dtype() == DType.BOOL;
      buffer.setLong(at, truth ? random.nextInt(2) : random.nextInt(-4, 5));
    };
  }

  /// Integers that overflow, the extreme ones among them, and small ones of either sign.
  static Values extreme(long seed) {
    Stream random = Seed.of(seed).at("extreme").stream();
    return (buffer, at) -> {
      boolean wide = buffer.dtype() == DType.I64;
      long least = wide ? Long.MIN_VALUE : Integer.MIN_VALUE;
      buffer.setLong(
          at,
          switch (random.nextInt(8)) {
            case 0 -> least;
            case 1 -> least + 1;
            case 2 -> -(least + 1);
            case 3 -> random.nextLong();
            case 4 -> wide ? 3_037_000_500L : 46_341;
            case 5 -> 0;
            default -> random.nextInt(-7, 8);
          });
    };
  }

  /// Reals of full mantissas, either sign and exponents within ±6.
  static Values reals(long seed) {
    Stream random = Seed.of(seed).at("reals").stream();
    return (buffer, at) -> {
      double mantissa = 1 + random.nextDouble();
      double sized =
          Math.scalb(random.nextBoolean() ? mantissa : -mantissa, random.nextInt(13) - 6);
      buffer.setDouble(at, sized);
    };
  }

  /// Members of a list, drawn at random.
  static Values among(double[] members, long seed) {
    Stream random = Seed.of(seed).at("among").stream();
    return (buffer, at) -> buffer.setDouble(at, members[random.nextInt(members.length)]);
  }

  /// The members of a list in order, over and over.
  static Values cycle(double[] members) {
    return (buffer, at) -> buffer.setDouble(at, members[at % members.length]);
  }
}
