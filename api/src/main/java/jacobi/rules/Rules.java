package jacobi.rules;

import jacobi.op.Composite;
import jacobi.op.Custom;
import jacobi.op.HostDefault;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.UnsupportedOpException;
import jacobi.op.View;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The table of gradients and decompositions: a value of the session, so that a conformance kit can
/// plant wrong ones.
public interface Rules {
  /// The rules of calculus.
  Rules STANDARD = new Rules() {};

  /// The gradient of an op at the given operands and results, or null if it is that of the op's
  /// decomposition.
  default @Nullable Pullback pullback(Op op, Tensor[] in, Tensor[] out) {
    return switch (op) {
      case Primitive primitive -> PrimitiveRules.of(primitive, in, out);
      case View view -> ViewRules.of(view, in[0]);
      case HostDefault _ -> Pullback.NONE;
      case Composite composite -> CompositeRules.of(composite, in, out);
    };
  }

  /// False if the gradient of a composite is known to be that of its decomposition: that is then
  /// what is computed when it is recorded. True if [#pullback] is to be asked, with the results.
  default boolean hasRule(Composite op) {
    return CompositeRules.has(op);
  }

  /// Refuses a custom op that nobody defined.
  ///
  /// @throws UnsupportedOpException if its name is not known
  default void require(Custom op) {
    throw new UnsupportedOpException(
        "the custom op '%s' is not known: open the session with its definition"
            .formatted(op.name()));
  }

  /// The results of a composite by older ops.
  default Tensor[] decompose(Composite op, Tensor[] in) {
    return Decompositions.of(op, in);
  }
}
