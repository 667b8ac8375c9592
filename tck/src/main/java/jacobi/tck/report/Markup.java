package jacobi.tck.report;

/// Text inside of XML and HTML.
final class Markup {
  private Markup() {}

  /// Text that means itself; characters XML has no room for become question marks.
  static String escape(String text) {
    var safe = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '&' -> safe.append("&amp;");
            case '"' -> safe.append("&quot;");
            default -> safe.appendCodePoint(isXml(c) ? c : '?');
          }
        });
    return safe.toString();
  }

  private static boolean isXml(int c) {
    return c == '\t' || c == '\n' || (c >= ' ' && c != 0xFFFE && c != 0xFFFF && !isSurrogate(c));
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
