package jacobi.tensor;

import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.StringJoiner;

/// Tensors as text: nested brackets, long axes shortened.
final class Text {
  private static final int SHOWN = 6;

  private Text() {}

  static String of(Tensor x) {
    if (x.engine().rank() > 0) {
      return x.spec() + ", not known yet";
    }
    var text = new StringBuilder();
    write(x.detach(), text);
    return x.rank() < 2 && x.dtype() == DType.F32 ? text.toString() : text + " " + x.spec();
  }

  private static void write(Tensor x, StringBuilder text) {
    if (x.rank() == 0) {
      text.append(number(x.item()));
      return;
    }
    Shape shape = x.shape();
    var parts = new StringJoiner(", ", "[", "]");
    for (long i = 0; i < shape.size(0); i++) {
      if (i == SHOWN / 2 && shape.size(0) > SHOWN) {
        parts.add("…");
        i = shape.size(0) - SHOWN / 2;
      }
      var part = new StringBuilder();
      write(x.select(0, i), part);
      parts.add(part);
    }
    text.append(parts);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : "%.6g".formatted(value).replaceAll("(\\.\\d*?)0+($|e)", "$1$2");
  }
}
