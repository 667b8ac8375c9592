package jacobi.op;

import jacobi.type.DTypeException;
import jacobi.type.ShapeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An op that is not of this vocabulary. What it computes is said by the definition of its name
/// that a session was opened with; a driver that knows the name may claim it like any other
/// composite.
///
/// ```java
/// var spike = Custom.of("acme.spike", 1, in -> in).with("slope", 10.0);
/// ```
///
/// Two are equal if name, attributes and shape rule are: make an op once, or its shape rule.
///
/// @param name the name, such as `acme.spike`, its owner first
/// @param arity how many operands it takes
/// @param attributes values that compare by `equals`; what changes from step to step is an operand
/// @param shapes the shape rule
public record Custom(String name, int arity, Map<String, Object> attributes, ShapeRule shapes)
    implements Composite {

  /// What an op returns for its operands.
  @FunctionalInterface
  public interface ShapeRule {
    /// The types and shapes of the results.
    ///
    /// @throws ShapeException if the operands' shapes do not fit
    /// @throws DTypeException if their types do not fit
    List<Spec> infer(List<Spec> in);
  }

  /// The attributes are copied.
  public Custom {
    attributes = Map.copyOf(attributes);
  }

  /// An op without attributes.
  public static Custom of(String name, int arity, ShapeRule shapes) {
    return new Custom(name, arity, Map.of(), shapes);
  }

  /// The same with one more attribute.
  public Custom with(String attribute, Object value) {
    Map<String, Object> more = new HashMap<>(attributes);
    more.put(attribute, value);
    return new Custom(name, arity, more, shapes);
  }

  /// An attribute that is a number.
  ///
  /// @throws UnsupportedOpException if there is none of this name
  public double number(String attribute) {
    if (attributes.get(attribute) instanceof Number value) {
      return value.doubleValue();
    }
    throw new UnsupportedOpException(
        "%s has no number '%s', only %s: add it with with(name, value)"
            .formatted(name, attribute, attributes));
  }

  /// The class that promises least.
  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Check.shape(in.size() == arity, "%s wants %d operands, got %s", name, arity, in);
    return shapes.infer(in);
  }
}
