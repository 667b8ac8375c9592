package jacobi.models.report;

import java.util.List;
import java.util.Locale;

/// A picture of numbers that change from epoch to epoch.
final class Curves {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 280;
  private static final int LEFT = 60;
  private static final int RIGHT = 20;
  private static final int TOP = 30;
  private static final int BOTTOM = 40;
  private static final int TICKS = 5;
  private static final String GRID = "#dddddd";

  /// Colors that people who see few colors can tell apart (Okabe and Ito).
  private static final List<String> COLORS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

  /// A curve.
  ///
  /// @param name what it shows
  /// @param values a number for each epoch; NaN where there is none
  record Curve(String name, List<Double> values) {}

  private final List<Curve> curves;
  private final int epochs;
  private final double low;
  private final double step;
  private final int steps;

  private Curves(List<Curve> curves) {
    this.curves = curves;
    this.epochs = curves.stream().mapToInt(curve -> curve.values.size()).max().orElse(0);
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (Curve curve : curves) {
      for (double value : curve.values) {
        if (Double.isFinite(value)) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
    }
    if (least > most) {
      least = 0;
      most = 1;
    }
    step = step(most > least ? (most - least) / TICKS : Math.max(Math.abs(most), 1) / TICKS);
    low = Math.floor(least / step) * step;
    steps = Math.max(1, (int) Math.ceil((most - low) / step));
  }

  /// The least of 1, 2, 5 times a power of ten that is not below `size`.
  private static double step(double size) {
    double power = Math.pow(10, Math.floor(Math.log10(size)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= size) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /// The picture.
  static String svg(String title, List<Curve> curves) {
    return new Curves(curves).draw(title);
  }

  private String draw(String title) {
    var svg = new Svg(title, WIDTH, HEIGHT);
    svg.word(LEFT, TOP - 12, "start", title);
    for (int i = 0; i <= steps; i++) {
      double value = low + i * step;
      svg.line(LEFT, y(value), WIDTH - RIGHT, y(value), GRID);
      svg.word(LEFT - 6, y(value) + 4, "end", String.format(Locale.ROOT, "%.3g", value));
    }
    int stride = Math.max(1, Math.ceilDiv(epochs, 12));
    for (int epoch = 1; epoch <= epochs; epoch += stride) {
      svg.word(x(epoch), HEIGHT - BOTTOM + 16, "middle", Integer.toString(epoch));
    }
    svg.word((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "epoch");
    for (int i = 0; i < curves.size(); i++) {
      String color = COLORS.get(i % COLORS.size());
      curve(svg, curves.get(i), color);
      svg.line(WIDTH - 170, TOP - 16 + 14 * i, WIDTH - 150, TOP - 16 + 14 * i, color);
      svg.word(WIDTH - 145, TOP - 12 + 14 * i, "start", curves.get(i).name);
    }
    return svg.end();
  }

  private void curve(Svg svg, Curve curve, String color) {
    var points = new StringBuilder();
    for (int i = 0; i < curve.values.size(); i++) {
      double value = curve.values.get(i);
      if (Double.isFinite(value)) {
        points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(i + 1), y(value)));
        svg.dot(x(i + 1), y(value), color);
      }
    }
    svg.path(points.toString().strip(), color);
  }

  private double x(int epoch) {
    double along = epochs > 1 ? (epoch - 1.0) / (epochs - 1) : 0.5;
    return LEFT + along * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    double up = (value - low) / (steps * step);
    return HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM);
  }
}
