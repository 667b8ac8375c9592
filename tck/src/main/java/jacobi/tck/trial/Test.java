package jacobi.tck.trial;

import jacobi.tck.spec.Mismatch;
import jacobi.tck.spec.Rule;
import jacobi.type.DType;
import org.jspecify.annotations.Nullable;

/// A rule tried on one op and one element type.
///
/// @param op the op, or what else is tried
/// @param dtype null where no type matters
/// @param cases how many cases the quick budget has; 0 for one, whatever the budget
/// @param body runs one case
public record Test(Rule rule, String op, @Nullable DType dtype, int cases, Body body) {

  /// What a test does with one case.
  @FunctionalInterface
  public interface Body {
    /// Runs the case.
    ///
    /// @throws Mismatch if the backend breaks the rule
    void run(Trial trial);
  }

  /// Names it in selections and reports, such as `10.1/MUL/F32`.
  public String id() {
    return dtype == null ? rule.number() + "/" + op : rule.number() + "/" + op + "/" + dtype;
  }

  /// Its name in test reports, such as `required_10_1_MUL_F32`.
  public String name() {
    return dtype == null ? rule.test(op) : rule.test(op, dtype.name());
  }

  /// The name of its element type, or null.
  public @Nullable String type() {
    return dtype == null ? null : dtype.name();
  }

  /// How many cases a budget has.
  public int cases(Budget budget) {
    return cases == 0 ? 1 : cases * budget.factor();
  }
}
