package jacobi.models.report;

import java.util.Locale;

/// A picture under construction, `width × height` units, in scalable vector graphics.
final class Svg {
  private final StringBuilder text = new StringBuilder();

  Svg(String title, int width, int height) {
    text.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\">"
            .formatted(width, height, width));
    text.append("<title>").append(escape(title)).append("</title>\n");
  }

  /// A word, `place` being `start`, `middle` or `end`.
  Svg word(double x, double y, String place, String word) {
    return add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, place, escape(word));
  }

  /// A straight line.
  Svg line(double x1, double y1, double x2, double y2, String color) {
    return add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
        x1, y1, x2, y2, color);
  }

  /// A line through points, which are pairs with spaces between: `1,2 3,4`.
  Svg path(String points, String color) {
    return add(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", points, color);
  }

  /// A dot.
  Svg dot(double x, double y, String color) {
    return add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"/>", x, y, color);
  }

  /// A filled square that tells what it is under the mouse.
  Svg square(double x, double y, double side, String color, String tip) {
    return add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title>"
            + "</rect>",
        x, y, side, side, color, escape(tip));
  }

  private Svg add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
    return this;
  }

  /// The picture.
  String end() {
    return text + "</svg>\n";
  }

  /// A text that means itself in HTML and XML.
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
