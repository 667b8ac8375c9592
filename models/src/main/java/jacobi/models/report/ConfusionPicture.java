package jacobi.models.report;

import java.util.List;
import java.util.Locale;

/// A picture of a confusion matrix: a row for each true class, the darker a square the greater its
/// share of the row.
final class ConfusionPicture {
  private static final int SIDE = 44;
  private static final int LEFT = 110;
  private static final int TOP = 50;

  private ConfusionPicture() {}

  /// The picture of counts `[truth][guess]`; guesses beyond the classes are named by number.
  static String svg(List<String> classes, int[]... counts) {
    int columns = counts.length == 0 ? 0 : counts[0].length;
    int width = LEFT + columns * SIDE + 10;
    var svg = new Svg("confusion matrix", width, TOP + counts.length * SIDE + 10);
    svg.word(LEFT, 16, "start", "guessed as (columns), truth (rows)");
    for (int j = 0; j < columns; j++) {
      svg.word(LEFT + (j + 0.5) * SIDE, TOP - 8, "middle", shortened(name(classes, j), 6));
    }
    for (int i = 0; i < counts.length; i++) {
      double y = TOP + i * SIDE;
      svg.word(LEFT - 8, y + SIDE / 2.0 + 4, "end", shortened(name(classes, i), 12));
      row(svg, classes, i, y, counts[i]);
    }
    return svg.end();
  }

  private static void row(Svg svg, List<String> classes, int truth, double y, int... counts) {
    long all = 0;
    for (int count : counts) {
      all += count;
    }
    for (int j = 0; j < counts.length; j++) {
      double share = all == 0 ? 0 : (double) counts[j] / all;
      String color = color(share, j == truth);
      String tip =
          "%s taken for %s: %d of %d"
              .formatted(name(classes, truth), name(classes, j), counts[j], all);
      svg.square(LEFT + j * SIDE, y, SIDE - 1, color, tip);
      if (counts[j] > 0) {
        svg.word(
            LEFT + (j + 0.5) * SIDE, y + SIDE / 2.0 + 4, "middle", Integer.toString(counts[j]));
      }
    }
  }

  /// White for nothing; blue where it is right, red where it is wrong. The root makes few mistakes
  /// visible.
  private static String color(double share, boolean right) {
    int pale = (int) Math.round(255 - 150 * Math.sqrt(share));
    return right
        ? String.format(Locale.ROOT, "rgb(%d,%d,255)", pale, (pale + 255) / 2)
        : String.format(Locale.ROOT, "rgb(255,%d,%d)", pale, pale);
  }

  private static String name(List<String> classes, int index) {
    return index < classes.size() ? classes.get(index) : Integer.toString(index);
  }

  private static String shortened(String name, int most) {
    return name.length() > most ? name.substring(0, most - 1) + "…" : name;
  }
}
