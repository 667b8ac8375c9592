package jacobi.tensor;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Maps the cotangents of an op's results to the cotangents of its operands.
///
/// The engine sums the axes a cotangent was broadcast along, skips operands without gradient and
/// accumulates, so a pullback is the bare formula.
@FunctionalInterface
public interface Pullback {
  /// Of an op whose gradient is zero wherever it exists.
  Pullback NONE = (g, needed) -> new @Nullable Tensor[needed.length];

  /// The cotangents of the operands; null stands for zero.
  ///
  /// @param g the cotangents of the results; null stands for zero, but not for all of them
  /// @param needed which operands' cotangents will be used
  @Nullable Tensor[] pull(@Nullable Tensor[] g, boolean[] needed);

  /// Of an op with one operand and one result.
  static Pullback of(UnaryOperator<Tensor> a) {
    return (g, needed) -> new @Nullable Tensor[] {a.apply(g[0])};
  }

  /// Of an op with one result, a formula for each operand; null for none.
  @SafeVarargs
  static Pullback of(@Nullable UnaryOperator<Tensor>... each) {
    return (g, needed) -> {
      var result = new @Nullable Tensor[each.length];
      for (int i = 0; i < result.length; i++) {
        var formula = each[i];
        result[i] = needed[i] && formula != null ? formula.apply(g[0]) : null;
      }
      return result;
    };
  }
}
