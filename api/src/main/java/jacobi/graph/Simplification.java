package jacobi.graph;

import jacobi.op.ArgReduce;
import jacobi.op.Binary;
import jacobi.op.Composite;
import jacobi.op.Copy;
import jacobi.op.Fill;
import jacobi.op.Fold;
import jacobi.op.Gather;
import jacobi.op.HostDefault;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Reduce;
import jacobi.op.ScatterAdd;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.op.Where;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Replaces what is equal to one of its operands on every number, NaN, infinities and −0 included.
///
/// | op | value |
/// | --- | --- |
/// | `x·1`, `1·x`, `x/1`, `x − 0`, `x + −0` | x |
/// | `−(−x)`, `not not x`, `max(x, x)`, `min(x, x)`, `c ? x : x` | x |
/// | abs, sign, floor, ceil, round of itself; `abs(−x)` | without the inner one |
/// | a copy, a cast to its own type | x |
///
/// Not so: `x + 0` is 0 at −0, `x·0` and `x − x` are NaN at infinity.
final class Simplification implements Pass {
  @Override
  public Graph apply(Graph graph) {
    var draft = new Draft(graph);
    Map<Integer, Step.Apply> makers = new HashMap<>();
    for (Step old : graph.steps()) {
      Step step = old.on(draft::now);
      if (step instanceof Step.Apply apply) {
        Step.Apply plain = unwrapped(apply, makers);
        int by = equal(plain, makers);
        int out = plain.out().getFirst();
        if (by >= 0 && draft.value(by).spec().equals(draft.value(out).spec())) {
          draft.replace(out, by);
          continue;
        }
        plain.out().forEach(place -> makers.put(place, plain));
        draft.add(plain);
      } else {
        draft.add(step);
      }
    }
    return draft.end();
  }

  /// Without an op on the operand that makes no difference.
  private static Step.Apply unwrapped(Step.Apply step, Map<Integer, Step.Apply> makers) {
    Step.Apply inner = step.in().isEmpty() ? null : makers.get(step.in().getFirst());
    return step.op() == Unary.ABS && inner != null && inner.op() == Unary.NEG
        ? new Step.Apply(step.op(), inner.in(), step.out())
        : step;
  }

  /// The operand that a result is equal to, or −1.
  private static int equal(Step.Apply step, Map<Integer, Step.Apply> makers) {
    List<Integer> in = step.in();
    return switch (step.op()) {
      case Copy.Plain _, Copy.Cast _ -> in.getFirst();
      case Where _ -> in.get(1).equals(in.get(2)) ? in.get(1) : -1;
      case Unary unary -> unary(unary, in.getFirst(), makers);
      case Binary binary -> binary(binary, in.get(0), in.get(1), makers);
      case Fill _, Reduce _, ArgReduce _, MatMul _, Gather _, ScatterAdd _, Fold _ -> -1;
      case View _, HostDefault _, Composite _ -> -1;
    };
  }

  private static int unary(Unary op, int x, Map<Integer, Step.Apply> makers) {
    Step.Apply inner = makers.get(x);
    if (inner == null || inner.op() != op) {
      return -1;
    }
    return switch (op) {
      case NEG, NOT -> inner.in().getFirst();
      case ABS, SIGN, FLOOR, CEIL, ROUND -> x;
      case EXP, EXPM1, LOG, LOG1P, SQRT, SIN, COS, TANH, ERF -> -1;
    };
  }

  private static int binary(Binary op, int a, int b, Map<Integer, Step.Apply> makers) {
    return switch (op) {
      case MUL -> isNumber(b, 1, makers) ? a : isNumber(a, 1, makers) ? b : -1;
      case DIV -> isNumber(b, 1, makers) ? a : -1;
      case SUB -> isNumber(b, 0.0, makers) ? a : -1;
      case ADD -> isNumber(b, -0.0, makers) ? a : isNumber(a, -0.0, makers) ? b : -1;
      case MAX, MIN -> a == b ? a : -1;
      case REM, POW, AND, OR, XOR, EQ, LT, LE -> -1;
    };
  }

  /// Whether a value is a number everywhere; zeros of the other sign are another number.
  private static boolean isNumber(int place, double number, Map<Integer, Step.Apply> makers) {
    Step.Apply maker = makers.get(place);
    Op op = maker == null ? null : maker.op();
    return op instanceof Fill.Full full && Double.compare(full.value().doubleValue(), number) == 0;
  }
}
