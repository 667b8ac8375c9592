package jacobi.models.data;

import java.util.ArrayList;
import java.util.List;

/// The strokes of a character, as a pen draws them: lists of points `x, y` in a box from -1 to 1,
/// `y` pointing down.
record Glyph(List<double[]> strokes) {
  /// Degrees between two points of an arc.
  private static final double STEP = 12;

  Glyph {
    strokes = List.copyOf(strokes);
  }

  static Glyph of(double[]... strokes) {
    return new Glyph(List.of(strokes));
  }

  /// The ways people write `digit`; every one of them is as likely as the others.
  static List<Glyph> digit(int digit) {
    return switch (digit) {
      case 0 -> List.of(of(arc(0, 0, 0.62, 0.95, -90, 270)), of(arc(0, 0, 0.45, 0.95, -70, 285)));
      case 1 ->
          List.of(
              of(line(0, -0.95, 0, 0.95)),
              of(line(-0.4, -0.5, 0.05, -0.95, 0.05, 0.95)),
              of(line(-0.35, -0.6, 0, -0.95, 0, 0.95), line(-0.45, 0.95, 0.45, 0.95)));
      case 2 ->
          List.of(
              of(join(arc(0, -0.42, 0.55, 0.53, -170, 40), line(-0.6, 0.95, 0.65, 0.95))),
              of(
                  join(
                      arc(0, -0.42, 0.5, 0.53, -160, 50),
                      arc(-0.35, 0.75, 0.22, 0.2, 60, 320),
                      line(0.15, 0.85, 0.65, 0.9))));
      case 3 ->
          List.of(
              of(join(arc(0, -0.47, 0.5, 0.48, -150, 80), arc(0, 0.46, 0.58, 0.49, -85, 150))),
              of(join(line(-0.5, -0.95, 0.5, -0.95, 0, -0.15), arc(0, 0.4, 0.55, 0.55, -90, 150))));
      case 4 ->
          List.of(
              of(line(-0.5, -0.95, -0.6, 0.1, 0.65, 0.1), line(0.25, -0.6, 0.25, 0.95)),
              of(line(0.6, 0.35, -0.65, 0.35, 0.25, -0.95, 0.25, 0.95)));
      case 5 ->
          List.of(
              of(
                  join(
                      line(0.5, -0.95, -0.4, -0.95, -0.48, -0.1),
                      arc(0, 0.35, 0.55, 0.6, -130, 150))),
              of(
                  join(line(-0.4, -0.9, -0.45, -0.15), arc(-0.02, 0.38, 0.55, 0.57, -125, 160)),
                  line(-0.4, -0.9, 0.5, -0.95)));
      case 6 ->
          List.of(
              of(join(arc(0.45, 0.35, 1, 1.3, -95, -180), arc(0, 0.42, 0.53, 0.53, 180, -190))),
              of(join(line(0.3, -0.95, -0.45, 0.2), arc(0, 0.45, 0.5, 0.5, 190, -160))));
      case 7 ->
          List.of(
              of(line(-0.6, -0.95, 0.6, -0.95, -0.15, 0.95)),
              of(line(-0.6, -0.95, 0.6, -0.95, -0.15, 0.95), line(-0.35, 0.05, 0.5, 0.05)),
              of(line(-0.6, -0.6, -0.55, -0.95, 0.55, -0.9, 0.05, 0, -0.05, 0.95)));
      case 8 ->
          List.of(
              of(arc(0, -0.48, 0.45, 0.47, 90, 450), arc(0, 0.47, 0.56, 0.48, -90, 270)),
              of(
                  join(
                      arc(0, -0.48, 0.48, 0.47, -30, -270),
                      arc(0, 0.47, 0.55, 0.48, -90, 250),
                      line(0.42, -0.65))));
      case 9 ->
          List.of(
              of(join(arc(0, -0.42, 0.52, 0.53, 0, -360), line(0.5, 0.2, 0.35, 0.95))),
              of(join(arc(0, -0.42, 0.52, 0.53, 0, -350), arc(-0.48, -0.1, 1, 1.05, -10, 95))));
      default -> throw new IllegalArgumentException("not a decimal digit: " + digit);
    };
  }

  private static double[] line(double... points) {
    return points;
  }

  /// Part of an ellipse, by angles in degrees: 0 is right, 90 is below.
  private static double[] arc(double x, double y, double rx, double ry, double from, double to) {
    int pieces = (int) Math.ceil(Math.abs(to - from) / STEP);
    var points = new double[2 * pieces + 2];
    for (int i = 0; i <= pieces; i++) {
      double angle = Math.toRadians(from + (to - from) * i / pieces);
      points[2 * i] = x + rx * StrictMath.cos(angle);
      points[2 * i + 1] = y + ry * StrictMath.sin(angle);
    }
    return points;
  }

  /// One stroke that runs through all `parts` without lifting the pen.
  private static double[] join(double[]... parts) {
    var points = new ArrayList<Double>();
    for (double[] part : parts) {
      for (double value : part) {
        points.add(value);
      }
    }
    return points.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
