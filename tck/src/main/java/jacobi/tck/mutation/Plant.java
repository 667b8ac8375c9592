package jacobi.tck.mutation;

import jacobi.Options;
import jacobi.op.Composite;
import jacobi.op.Op;
import jacobi.rules.Accumulator;
import jacobi.rules.Rules;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.tck.fake.Tampering;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.Layout;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A change of how sessions are opened that makes them wrong.
///
/// @param change adds the defect to options
record Plant(Seam seam, UnaryOperator<Options> change) {
  /// No change.
  static Plant none() {
    return new Plant(Seam.NONE, UnaryOperator.identity());
  }

  /// A gradient, or null for the right one.
  interface Slope {
    @Nullable Pullback of(Op op, Tensor[] in, Tensor[] out);
  }

  /// A decomposition, or null for the right one.
  interface Formula {
    Tensor @Nullable [] of(Composite op, Tensor[] in);
  }

  /// A driver around the right one.
  static Plant driver(UnaryOperator<Driver> wrap) {
    return new Plant(
        Seam.DRIVER,
        options -> {
          UnaryOperator<Driver> before = options.driver();
          return options.withDriver(real -> wrap.apply(before.apply(real)));
        });
  }

  /// Something happens after calls of an op.
  static Plant after(Predicate<Op> which, Consumer<OpCall> then) {
    return driver(real ->
        new Tampering(
            real,
            call -> {
              if (which.test(call.op())) {
                then.accept(call);
              }
            }));
  }

  /// Calls of an op are computed by another kernel, composites as well as primitives.
  static Plant kernel(Predicate<Op> which, Consumer<OpCall> kernel) {
    return driver(real -> new Kernel(real, which, kernel));
  }

  /// Operands are read as if they lay elsewhere.
  static Plant misread(Predicate<Op> which, UnaryOperator<Layout> as) {
    return driver(real ->
        new Misreading(
            real,
            which,
            operand -> {
              Layout wrong = as.apply(operand.layout());
              return wrong.equals(operand.layout())
                  ? operand
                  : new Operand(operand.buffer(), wrong);
            }));
  }

  /// Operands are other operands.
  static Plant operands(Predicate<Op> which, UnaryOperator<Operand> as) {
    return driver(real -> new Misreading(real, which, as));
  }

  /// Another gradient.
  static Plant slope(Slope wrong) {
    return rules(
        new Rules() {
          @Override
          public @Nullable Pullback pullback(Op op, Tensor[] in, Tensor[] out) {
            Pullback other = wrong.of(op, in, out);
            return other != null ? other : Rules.super.pullback(op, in, out);
          }
        });
  }

  /// The right gradient of an op, and then something more.
  static Plant slope(Op which, UnaryOperator<Tensor> more) {
    return slope((op, in, out) -> op.equals(which) ? then(op, in, out, more) : null);
  }

  /// The right gradients, and then something more.
  static Pullback then(Op op, Tensor[] in, Tensor[] out, UnaryOperator<Tensor> more) {
    Pullback right = java.util.Objects.requireNonNull(Rules.STANDARD.pullback(op, in, out));
    return (g, needed) -> {
      @Nullable Tensor[] all = right.pull(g, needed).clone();
      for (int i = 0; i < all.length; i++) {
        Tensor one = all[i];
        all[i] = one == null ? null : more.apply(one);
      }
      return all;
    };
  }

  /// Another decomposition; the device does not claim those composites, so that it acts.
  static Plant formula(Predicate<Op> which, Formula wrong) {
    Plant rules =
        rules(
            new Rules() {
              @Override
              public Tensor[] decompose(Composite op, Tensor[] in) {
                Tensor[] other = which.test(op) ? wrong.of(op, in) : null;
                return other != null ? other : Rules.super.decompose(op, in);
              }
            });
    Plant declining = driver(real -> new Declining(real, which));
    return new Plant(Seam.RULE, options -> declining.change.apply(rules.change.apply(options)));
  }

  /// Other sums in the reverse pass.
  static Plant engine(Accumulator wrong) {
    return new Plant(Seam.ENGINE, options -> options.withRules(options.rules(), wrong));
  }

  private static Plant rules(Rules wrong) {
    return new Plant(Seam.RULE, options -> options.withRules(wrong, options.accumulator()));
  }
}
