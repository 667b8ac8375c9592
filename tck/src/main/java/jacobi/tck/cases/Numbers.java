package jacobi.tck.cases;

import jacobi.random.Stream;
import jacobi.spi.HostBuffer;
import jacobi.type.DType;
import java.util.List;

/// Fills operands with numbers.
final class Numbers {
  /// Above this whole numbers of F64 have products that F32 cannot hold.
  private static final int WIDE = 60_000;

  /// The last three are not finite.
  private static final List<Double> SPECIAL =
      List.of(0.0, -0.0, 1.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  private static final int FINITE = 4;

  private Numbers() {}

  static void fill(HostBuffer values, Range range, Regime regime, Stream random) {
    if (!values.dtype().isFloat()) {
      integers(values, range, random);
      return;
    }
    switch (regime) {
      case EXACT -> whole(values, range.whole(), random);
      case REAL -> reals(values, range, random);
      case SPECIAL -> special(values, random);
      case NOT_FINITE -> notFinite(values, random);
    }
  }

  private static void integers(HostBuffer values, Range range, Stream random) {
    boolean truth = values.dtype() == DType.BOOL;
    boolean bytes = values.dtype().bytes() == 1;
    for (int i = 0; i < values.elements(); i++) {
      boolean extreme = !truth && range.whole() == Range.Whole.SMALL && random.nextInt(4) == 0;
      long small = random.nextInt(bytes ? 0 : -4, 5);
      values.setLong(i, truth ? random.nextInt(2) : extreme ? extreme(values, random) : small);
    }
    if (isSpaced(range)) {
      spaced(values, range.whole() == Range.Whole.SHIFTED ? 1 : 0, random);
    }
  }

  static boolean isSpaced(Range range) {
    return switch (range.whole()) {
      case SPACED, SHIFTED -> true;
      case SMALL, FEW, POWERS -> false;
    };
  }

  /// Integers whose sums and products wrap.
  private static long extreme(HostBuffer values, Stream random) {
    int bits = values.dtype().bytes() * 8;
    long least = -1L << (bits - 1);
    return switch (random.nextInt(4)) {
      case 0 -> least;
      case 1 -> -(least + 1);
      case 2 -> random.nextLong();
      default -> (1L << (bits / 2)) + 1;
    };
  }

  private static void whole(HostBuffer values, Range.Whole whole, Stream random) {
    switch (whole) {
      case SMALL -> {
        int reach = values.dtype() == DType.F64 ? WIDE : 4;
        for (int i = 0; i < values.elements(); i++) {
          values.setDouble(i, random.nextInt(-reach, reach + 1));
        }
      }
      case FEW -> {
        for (int i = 0; i < values.elements(); i++) {
          values.setDouble(i, random.nextInt(-2, 3));
        }
      }
      case SPACED -> spaced(values, 0, random);
      case SHIFTED -> spaced(values, 1, random);
      case POWERS -> {
        for (int i = 0; i < values.elements(); i++) {
          int power = 1 << random.nextInt(3);
          values.setDouble(i, random.nextBoolean() ? power : -power);
        }
      }
    }
  }

  /// A permutation of multiples of 3 on both sides of zero, none of them zero.
  private static void spaced(HostBuffer values, int shift, Stream random) {
    int count = (int) values.elements();
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    for (int i = 0; i < count; i++) {
      int place = order[i] - count / 2;
      int number = 3 * (place >= 0 ? place + 1 : place) + shift;
      if (values.dtype().isFloat()) {
        values.setDouble(i, number);
      } else {
        values.setLong(i, number);
      }
    }
  }

  private static void reals(HostBuffer values, Range range, Stream random) {
    double span = range.high() - range.low();
    for (int i = 0; i < values.elements(); i++) {
      values.setDouble(i, range.low() + span * random.nextDouble());
    }
  }

  private static void notFinite(HostBuffer values, Stream random) {
    for (int i = 0; i < values.elements(); i++) {
      boolean rare = random.nextInt(6) == 0;
      values.setDouble(
          i,
          rare
              ? SPECIAL.get(FINITE + random.nextInt(SPECIAL.size() - FINITE))
              : random.nextInt(-3, 4));
    }
  }

  private static void special(HostBuffer values, Stream random) {
    boolean narrow = values.dtype() == DType.F32;
    for (int i = 0; i < values.elements(); i++) {
      int drawn = random.nextInt(SPECIAL.size() + 4);
      double one =
          switch (drawn - SPECIAL.size()) {
            case 0 -> narrow ? Float.MIN_VALUE : Double.MIN_VALUE;
            case 1 -> narrow ? Float.MAX_VALUE : Double.MAX_VALUE;
            case 2 -> random.nextDouble(-3, 3);
            case 3 -> -random.nextInt(1, 5);
            default -> SPECIAL.get(drawn);
          };
      values.setDouble(i, one);
    }
  }
}
