package jacobi.models.io;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A strict reader of JSON that says what tensors and tokens are: objects, arrays, strings and
/// whole numbers, not deeper than 8, no name twice.
public final class Json {
  private static final int MAX_DEPTH = 8;

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /// The object a text holds: values are `Map`, `List`, `String` or `Long`.
  ///
  /// @throws FileException if the text is malformed: says where
  public static Map<String, Object> object(String text) {
    var json = new Json(text);
    json.skip();
    Map<String, Object> result = json.object(0);
    json.skip();
    if (json.at < text.length()) {
      throw json.wrong("the end");
    }
    return result;
  }

  private Object value(int depth) {
    if (depth > MAX_DEPTH) {
      throw wrong("less nesting");
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    expect('{');
    skip();
    while (peek() != '}') {
      if (!map.isEmpty()) {
        expect(',');
        skip();
      }
      String name = string();
      skip();
      expect(':');
      skip();
      if (map.put(name, value(depth + 1)) != null) {
        throw wrong("each name once, not '" + name + "' again");
      }
      skip();
    }
    expect('}');
    return map;
  }

  private List<Object> array(int depth) {
    List<Object> list = new ArrayList<>();
    expect('[');
    skip();
    while (peek() != ']') {
      if (!list.isEmpty()) {
        expect(',');
        skip();
      }
      list.add(value(depth + 1));
      skip();
    }
    expect(']');
    return list;
  }

  private String string() {
    expect('"');
    var result = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw wrong("no control characters in strings");
      }
      result.append(c == '\\' ? escape() : c);
    }
    at++;
    return result.toString();
  }

  private char escape() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw wrong("an escape JSON has");
    };
  }

  private char unicode() {
    if (at + 4 > text.length()) {
      throw wrong("four hexadecimal digits");
    }
    int code = 0;
    for (int end = at + 4; at < end; at++) {
      char c = text.charAt(at);
      if (!HexFormat.isHexDigit(c)) {
        throw wrong("four hexadecimal digits");
      }
      code = code << 4 | HexFormat.fromHexDigit(c);
    }
    return (char) code;
  }

  private Long number() {
    int start = at;
    while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    try {
      Long number = Long.valueOf(digits);
      if (number.toString().equals(digits)) {
        return number;
      }
    } catch (NumberFormatException malformed) {
      at = start;
      throw wrong("a value");
    }
    at = start;
    throw wrong("no leading zeros");
  }

  private void skip() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("more");
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("'" + c + "'");
    }
    at++;
  }

  private FileException wrong(String wanted) {
    return new FileException("malformed JSON at character %d: wanted %s".formatted(at, wanted));
  }
}
