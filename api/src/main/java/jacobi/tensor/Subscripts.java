package jacobi.tensor;

import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// What `ij,jk->ik` says: the labels of each operand's axes, and of the result's.
///
/// A label is a letter. Axes that an ellipsis stands for are labeled from the last on by 0, −1, …,
/// so that they meet as in broadcasting, and before letters when they are sorted.
///
/// @param text what the user wrote
/// @param operands a list of labels for each operand
/// @param result the labels of the result
record Subscripts(String text, List<List<Integer>> operands, List<Integer> result) {
  private static final String ELLIPSIS = "...";
  private static final String ARROW = "->";

  /// Reads subscripts for operands of these shapes.
  ///
  /// @throws ShapeException if they are malformed or do not fit
  static Subscripts of(String text, List<Shape> shapes) {
    String plain = text.replace(" ", "");
    int arrow = plain.indexOf(ARROW);
    String[] parts = (arrow < 0 ? plain : plain.substring(0, arrow)).split(",", -1);
    if (parts.length != shapes.size()) {
      throw refuse(
          text, "it names %d operands, there are %d".formatted(parts.length, shapes.size()));
    }
    List<List<Integer>> operands = new ArrayList<>();
    int dots = 0;
    for (int i = 0; i < parts.length; i++) {
      int hidden = hidden(text, parts[i], shapes.get(i));
      operands.add(labels(text, parts[i], hidden));
      dots = Math.max(dots, hidden);
    }
    List<Integer> result =
        arrow < 0
            ? implicit(operands)
            : labels(text, plain.substring(arrow + ARROW.length()), dots);
    for (int label : result) {
      if (operands.stream().noneMatch(labels -> labels.contains(label))) {
        throw refuse(text, "the result's '%s' is no operand's".formatted(name(label)));
      }
      if (result.indexOf(label) != result.lastIndexOf(label)) {
        throw refuse(text, "the result names '%s' twice".formatted(name(label)));
      }
    }
    return new Subscripts(text, operands, result);
  }

  /// How many axes the ellipsis of an operand stands for.
  private static int hidden(String text, String part, Shape shape) {
    boolean dotted = part.contains(ELLIPSIS);
    int named = part.length() - (dotted ? ELLIPSIS.length() : 0);
    if (named > shape.rank() || (!dotted && named < shape.rank())) {
      throw refuse(text, "'%s' names %d axes, its operand is %s".formatted(part, named, shape));
    }
    return shape.rank() - named;
  }

  private static List<Integer> labels(String text, String part, int hidden) {
    List<Integer> labels = new ArrayList<>();
    int dots = part.indexOf(ELLIPSIS);
    for (int i = 0; i < part.length(); i++) {
      char letter = part.charAt(i);
      if (i == dots) {
        for (int axis = 1 - hidden; axis < 1; axis++) {
          labels.add(axis);
        }
        i += ELLIPSIS.length() - 1;
      } else if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
        labels.add((int) letter);
      } else {
        throw refuse(text, "'%s' is no letter, no comma, no '...' and no '->'".formatted(letter));
      }
    }
    return labels;
  }

  /// The axes of the ellipses, then the letters that occur once, in the order of the alphabet.
  private static List<Integer> implicit(List<List<Integer>> operands) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    operands.forEach(labels -> labels.forEach(label -> counts.merge(label, 1, Integer::sum)));
    counts.entrySet().removeIf(entry -> entry.getKey() > 0 && entry.getValue() > 1);
    return List.copyOf(counts.keySet());
  }

  static String name(int label) {
    return label > 0 ? Character.toString(label) : ELLIPSIS;
  }

  static ShapeException refuse(String text, String why) {
    return new ShapeException("einsum '%s': %s".formatted(text, why));
  }
}
