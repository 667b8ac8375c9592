import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An op with its attributes.
///
/// @param op its name
/// @param attributes numbers and words by name
/// @param differentiated the places of the operands with gradients
record Call(String op, Map<String, String> attributes, List<Integer> differentiated) {
  /// Reads `op name=value … #place,…`.
  static Call of(String text) {
    String[] words = text.split(" ");
    Map<String, String> attributes = new LinkedHashMap<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      if (words[i].startsWith("#")) {
        for (String place : words[i].substring(1).split(",")) {
          places.add(Integer.valueOf(place));
        }
      } else {
        String[] pair = words[i].split("=");
        attributes.put(pair[0], pair[1]);
      }
    }
    return new Call(words[0], attributes, places);
  }

  String word(String name) {
    String value = attributes.get(name);
    if (value == null) {
      throw new IllegalArgumentException(op + " has no " + name);
    }
    return value;
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  double real(String name) {
    return Double.parseDouble(word(name));
  }

  int whole(String name) {
    return Integer.parseInt(word(name));
  }

  boolean flag(String name) {
    return Boolean.parseBoolean(word(name));
  }

  /// Numbers separated by commas; none if the attribute is not there.
  int[] list(String name) {
    if (!has(name)) {
      return new int[0];
    }
    String[] parts = word(name).split(",");
    int[] numbers = new int[parts.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.parseInt(parts[i]);
    }
    return numbers;
  }

  long[] longs(String name) {
    int[] numbers = list(name);
    long[] wide = new long[numbers.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = numbers[i];
    }
    return wide;
  }
}
