package jacobi.models.data;

import java.util.List;
import java.util.random.RandomGenerator;

/// Writes a digit once, in a hand that is never the same twice.
///
/// The ways of writing are those of [Glyph]; each drawing is turned, slanted, stretched, moved, and
/// bent as a whole, every stroke wobbles on its own, and the paper is not quite clean.
final class Scribe {
  private static final double TURN = Math.toRadians(15);
  private static final double SLANT = 0.3;
  private static final double STRETCH = 0.2;
  private static final double SHIFT = 1.8;
  private static final double BEND = 0.12;
  private static final double WOBBLE = 0.08;
  private static final double NOISE = 0.06;

  /// Pixels from the middle of an undistorted digit to its top.
  private static final double RADIUS = 9;

  private final RandomGenerator random;
  private final int size;

  Scribe(RandomGenerator random, int size) {
    this.random = random;
    this.size = size;
  }

  /// A drawing of `digit`, `size` by `size` pixels, row-major.
  byte[] write(int digit) {
    List<Glyph> ways = Glyph.digit(digit);
    Glyph glyph = ways.get((int) (random.nextDouble() * ways.size()));
    var canvas = new Canvas(size);
    var bend = new Bend(random, BEND);
    double[] affine = affine();
    double width = between(1.3, 3.2);
    for (double[] stroke : glyph.strokes()) {
      draw(canvas, stroke, bend, new Bend(random, WOBBLE), affine, width);
    }
    return develop(canvas.ink());
  }

  /// The rows `a b c` and `d e f` of `x' = a x + b y + c`, `y' = d x + e y + f`.
  private double[] affine() {
    double turn = between(-TURN, TURN);
    double slant = between(-SLANT, SLANT);
    double wide = RADIUS * between(1 - STRETCH, 1 + STRETCH);
    double tall = RADIUS * between(1 - STRETCH, 1 + STRETCH);
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    double middle = (size - 1) / 2.0;
    return new double[] {
      wide * cos,
      wide * cos * slant - tall * sin,
      middle + between(-SHIFT, SHIFT),
      wide * sin,
      wide * sin * slant + tall * cos,
      middle + between(-SHIFT, SHIFT)
    };
  }

  private static void draw(
      Canvas canvas, double[] stroke, Bend bend, Bend wobble, double[] m, double width) {
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (int i = 0; i < stroke.length; i += 2) {
      double x = stroke[i] + bend.x(stroke[i], stroke[i + 1]) + wobble.x(stroke[i], stroke[i + 1]);
      double y =
          stroke[i + 1] + bend.y(stroke[i], stroke[i + 1]) + wobble.y(stroke[i], stroke[i + 1]);
      double toX = m[0] * x + m[1] * y + m[2];
      double toY = m[3] * x + m[4] * y + m[5];
      if (i > 0) {
        canvas.segment(lastX, lastY, toX, toY, width);
      }
      lastX = toX;
      lastY = toY;
    }
  }

  private byte[] develop(float[] ink) {
    double strength = between(0.7, 1);
    var pixels = new byte[ink.length];
    for (int i = 0; i < ink.length; i++) {
      double value = strength * ink[i] + NOISE * noise();
      pixels[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
    }
    return pixels;
  }

  /// Nearly a standard normal number: the sum of the four bytes of one draw.
  private double noise() {
    int bits = random.nextInt();
    int sum = (bits & 0xff) + (bits >>> 8 & 0xff) + (bits >>> 16 & 0xff) + (bits >>> 24);
    return (sum - 510) * (1 / 147.8);
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /// A smooth displacement of the plane: one slow wave for each coordinate.
  private static final class Bend {
    private static final double SLOWEST = 1.2;
    private static final double FASTEST = 3.2;

    private final double[] wave = new double[8];
    private final double height;

    Bend(RandomGenerator random, double height) {
      this.height = height;
      for (int i = 0; i < 8; i += 4) {
        double direction = 2 * Math.PI * random.nextDouble();
        double pitch = SLOWEST + (FASTEST - SLOWEST) * random.nextDouble();
        wave[i] = pitch * StrictMath.cos(direction);
        wave[i + 1] = pitch * StrictMath.sin(direction);
        wave[i + 2] = 2 * Math.PI * random.nextDouble();
        wave[i + 3] = 0.5 + random.nextDouble();
      }
    }

    double x(double x, double y) {
      return at(0, x, y);
    }

    double y(double x, double y) {
      return at(4, x, y);
    }

    private double at(int i, double x, double y) {
      return height * wave[i + 3] * StrictMath.sin(wave[i] * x + wave[i + 1] * y + wave[i + 2]);
    }
  }
}
