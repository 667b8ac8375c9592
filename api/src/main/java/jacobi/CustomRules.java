package jacobi;

import jacobi.op.Composite;
import jacobi.op.Custom;
import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.op.UnsupportedOpException;
import jacobi.rules.Rules;
import jacobi.spi.SettingException;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The rules of a session with those of its custom ops.
final class CustomRules implements Rules {
  private final Rules known;
  private final Map<String, Definition> definitions = new HashMap<>();

  /// @throws SettingException if two definitions have one name
  CustomRules(Rules known, List<Definition> definitions) {
    this.known = known;
    for (Definition definition : definitions) {
      if (this.definitions.put(definition.name(), definition) != null) {
        throw new SettingException(
            "two definitions of the custom op '%s': give one of them another name"
                .formatted(definition.name()));
      }
    }
  }

  @Override
  public void require(Custom op) {
    definition(op);
  }

  private Definition definition(Custom op) {
    Definition found = definitions.get(op.name());
    if (found == null) {
      throw new UnsupportedOpException(
          "the custom op '%s' is not known to this session, which knows %s: open it with"
                  .formatted(op.name(), new TreeSet<>(definitions.keySet()))
              + " Options.withCustom(definition)");
    }
    return found;
  }

  @Override
  public boolean hasRule(Composite op) {
    return op instanceof Custom custom ? definition(custom).gradient() != null : known.hasRule(op);
  }

  @Override
  public @Nullable Pullback pullback(Op op, Tensor[] in, Tensor[] out) {
    if (!(op instanceof Custom custom)) {
      return known.pullback(op, in, out);
    }
    Definition.Gradient gradient = definition(custom).gradient();
    if (gradient == null) {
      return null;
    }
    return (g, needed) -> {
      var back = gradient.of(custom, Arrays.asList(g), List.of(in), List.of(out));
      return CustomFunction.checked("the gradient of " + op.name(), back, in);
    };
  }

  @Override
  public Tensor[] decompose(Composite op, Tensor[] in) {
    if (!(op instanceof Custom custom)) {
      return known.decompose(op, in);
    }
    List<Tensor> out = definition(custom).decomposition().of(custom, List.of(in));
    List<Spec> wanted = custom.infer(List.of(in).stream().map(Tensor::spec).toList());
    if (out.size() != wanted.size()) {
      throw new UnsupportedOpException(
          "the decomposition of '%s' returns %d results, its shape rule %d"
              .formatted(op.name(), out.size(), wanted.size()));
    }
    for (int i = 0; i < out.size(); i++) {
      Spec.requireSame(
          "result %d of the decomposition of '%s'".formatted(i, op.name()),
          out.get(i).spec(),
          "that of its shape rule",
          wanted.get(i));
    }
    return out.toArray(Tensor[]::new);
  }
}
