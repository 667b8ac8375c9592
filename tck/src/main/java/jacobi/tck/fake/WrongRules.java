package jacobi.tck.fake;

import jacobi.Options;
import jacobi.op.Binary;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Unary;
import jacobi.rules.Accumulator;
import jacobi.rules.Rules;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// Wrong rules of calculus.
enum WrongRules {
  /// Products get twice their gradient.
  TWICE,
  /// The slope of abs at 0 is 1.
  SLOPE,
  /// The other factor is taken for a constant when gradients are differentiated.
  CONSTANT;

  /// Options with these rules.
  Options in(Options options) {
    Rules rules =
        new Rules() {
          @Override
          public @Nullable Pullback pullback(Op op, Tensor[] in, Tensor[] out) {
            Pullback wrong = wrong(op, in);
            return wrong != null ? wrong : Rules.super.pullback(op, in, out);
          }
        };
    return options.withRules(rules, Accumulator.STANDARD);
  }

  private @Nullable Pullback wrong(Op op, Tensor[] in) {
    return switch (this) {
      case TWICE -> twice(op, in);
      case SLOPE -> op == Unary.ABS ? Pullback.of(g -> in[0].lt(0).where(g.neg(), g)) : null;
      case CONSTANT ->
          op == Binary.MUL
              ? Pullback.of(g -> g.mul(in[1].detach()), g -> g.mul(in[0].detach()))
              : null;
    };
  }

  private static @Nullable Pullback twice(Op op, Tensor[] in) {
    if (op == Binary.MUL) {
      return Pullback.of(g -> g.mul(in[1]).mul(2), g -> g.mul(in[0]).mul(2));
    }
    return op == MatMul.MATMUL
        ? Pullback.of(
            g -> g.matmul(in[1].transpose()).mul(2), g -> in[0].transpose().matmul(g).mul(2))
        : null;
  }

  /// Options whose reverse pass keeps the last of several cotangents.
  static Options forgetting(Options options) {
    Accumulator last =
        new Accumulator() {
          @Override
          public Tensor add(Tensor a, Tensor b) {
            return b;
          }
        };
    return options.withRules(Rules.STANDARD, last);
  }
}
