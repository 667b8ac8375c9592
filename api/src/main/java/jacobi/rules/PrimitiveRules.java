package jacobi.rules;

import static jacobi.tensor.Functions.sub;
import static jacobi.tensor.Functions.zerosLike;

import jacobi.op.ArgReduce;
import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.Fill;
import jacobi.op.Fold;
import jacobi.op.Gather;
import jacobi.op.MatMul;
import jacobi.op.Primitive;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.op.Unary;
import jacobi.op.Where;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;

/// The gradients of the 44 primitives.
final class PrimitiveRules {
  private static final double TWO_OVER_SQRT_PI = 1.1283791670955126;

  private PrimitiveRules() {}

  static Pullback of(Primitive op, Tensor[] in, Tensor[] out) {
    return switch (op) {
      case Unary unary -> unary(unary, in[0], out[0]);
      case Binary binary -> binary(binary, in[0], in[1], out[0]);
      case Where _ -> where(in[0]);
      case Reduce reduce -> reduce(reduce, in[0], out[0]);
      case MatMul _ -> matmul(in[0], in[1]);
      case Copy copy -> copy(copy, in[0]);
      case Gather gather -> gather(gather, in[0], in[1]);
      case ScatterAdd scatter -> scatter(scatter, in[1]);
      case Fold fold -> fold(fold, in[0].size(-1));
      case ArgReduce _ -> Pullback.NONE;
      case Fill _ -> Pullback.NONE;
    };
  }

  /// `x` is the argument, `y` the result.
  private static Pullback unary(Unary op, Tensor x, Tensor y) {
    return switch (op) {
      case NEG -> Pullback.of(g -> g.neg());
      case ABS -> Pullback.of(g -> g.mul(x.sign()));
      case EXP -> Pullback.of(g -> g.mul(y));
      case EXPM1 -> Pullback.of(g -> g.mul(y.add(1)));
      case LOG -> Pullback.of(g -> g.div(x));
      case LOG1P -> Pullback.of(g -> g.div(x.add(1)));
      case SQRT -> Pullback.of(g -> g.div(y.mul(2)));
      case SIN -> Pullback.of(g -> g.mul(x.cos()));
      case COS -> Pullback.of(g -> g.mul(x.sin()).neg());
      case TANH -> Pullback.of(g -> g.mul(sub(1, y.square())));
      case ERF -> Pullback.of(g -> g.mul(x.square().neg().exp()).mul(TWO_OVER_SQRT_PI));
      case SIGN, FLOOR, CEIL, ROUND, NOT -> Pullback.NONE;
    };
  }

  /// The engine sums what was broadcast.
  private static Pullback binary(Binary op, Tensor a, Tensor b, Tensor y) {
    return switch (op) {
      case ADD -> Pullback.of(g -> g, g -> g);
      case SUB -> Pullback.of(g -> g, g -> g.neg());
      case MUL -> Pullback.of(g -> g.mul(b), g -> g.mul(a));
      case DIV -> Pullback.of(g -> g.div(b), g -> g.mul(y).div(b).neg());
      case REM -> Pullback.of(g -> g, g -> g.mul(a.div(b).floor()).neg());
      case POW -> power(a, b, y);
      case MAX -> Pullback.of(g -> g.mul(wins(b, a)), g -> g.mul(wins(a, b)));
      case MIN -> Pullback.of(g -> g.mul(wins(a, b)), g -> g.mul(wins(b, a)));
      case AND, OR, XOR, EQ, LT, LE -> Pullback.NONE;
    };
  }

  /// `ā = ḡ·b·a^(b−1)`, 0 where `b = 0`; `b̄ = ḡ·y·ln a`, 0 where `a = 0 ≤ b`.
  private static Pullback power(Tensor a, Tensor b, Tensor y) {
    return Pullback.of(
        g -> {
          Tensor slope = b.mul(a.pow(b.sub(1)));
          return g.mul(b.eq(0).where(zerosLike(slope), slope));
        },
        g -> {
          Tensor atZero = a.eq(0).and(b.ge(0));
          Tensor base = atZero.where(a.scalar(1), a);
          return g.mul(y).mul(base.log());
        });
  }

  /// 1 where `low < high`, ½ where they tie, 0 elsewhere, in the type of `high`.
  private static Tensor wins(Tensor low, Tensor high) {
    Tensor less = low.lt(high).cast(high.dtype());
    return less.add(low.eq(high).cast(high.dtype()).mul(0.5));
  }

  private static Pullback where(Tensor condition) {
    return Pullback.of(
        null, g -> condition.where(g, zerosLike(g)), g -> condition.where(zerosLike(g), g));
  }

  /// SUM spreads; MAX and MIN give each of `n` ties `ḡ/n`.
  private static Pullback reduce(Reduce op, Tensor x, Tensor y) {
    Shape kept = x.shape().keep(op.axes());
    Shape wide = x.shape();
    return switch (op.kind()) {
      case SUM -> Pullback.of(g -> g.reshape(kept).expand(wide));
      case MAX, MIN ->
          Pullback.of(g -> {
            Tensor tie = x.eq(y.reshape(kept)).cast(x.dtype());
            Tensor share = g.div(tie.sum(op.axes())).reshape(kept);
            return tie.mul(share);
          });
    };
  }

  /// `Ā = Ḡ·Bᵀ`, `B̄ = Aᵀ·Ḡ`
  private static Pullback matmul(Tensor a, Tensor b) {
    return Pullback.of(g -> g.matmul(b.transpose()), g -> a.transpose().matmul(g));
  }

  private static Pullback copy(Copy op, Tensor x) {
    return switch (op) {
      case Copy.Plain _ -> Pullback.of(g -> g);
      case Copy.Cast(var to) ->
          to.isFloat() && x.dtype().isFloat() ? Pullback.of(g -> g.cast(x.dtype())) : Pullback.NONE;
    };
  }

  /// `x̄ = scatter(ḡ)` into zeros.
  private static Pullback gather(Gather op, Tensor x, Tensor index) {
    return Pullback.of(g -> zerosLike(x).scatterAdd(op.axis(), index, g), null);
  }

  /// `x̄ = ḡ`, `ū = gather(ḡ)`.
  private static Pullback scatter(ScatterAdd op, Tensor index) {
    return Pullback.of(g -> g, null, g -> g.gather(op.axis(), index));
  }

  private static Pullback fold(Fold op, long window) {
    return Pullback.of(g -> g.unfold(op.axis(), window, op.step(), op.dilation()));
  }
}
