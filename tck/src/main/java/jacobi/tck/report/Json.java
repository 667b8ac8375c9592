package jacobi.tck.report;

import java.util.List;
import java.util.Map;

/// Writes maps, lists, texts, numbers and truth values as JSON, keys in the maps' order.
final class Json {
  private final StringBuilder text = new StringBuilder();

  private Json() {}

  static String of(Object value) {
    var json = new Json();
    json.write(value, "\n");
    return json.text.append('\n').toString();
  }

  private void write(Object value, String line) {
    switch (value) {
      case Map<?, ?> map -> {
        text.append('{');
        String before = line + "  ";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          text.append(before);
          quote(String.valueOf(entry.getKey()));
          text.append(": ");
          write(entry.getValue(), line + "  ");
          before = "," + line + "  ";
        }
        text.append(map.isEmpty() ? "" : line).append('}');
      }
      case List<?> list -> {
        text.append('[');
        String before = line + "  ";
        for (Object one : list) {
          text.append(before);
          write(one, line + "  ");
          before = "," + line + "  ";
        }
        text.append(list.isEmpty() ? "" : line).append(']');
      }
      case Number number -> text.append(number);
      case Boolean truth -> text.append(truth);
      default -> quote(value.toString());
    }
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
