package jacobi.backend.cpu.code;

import jacobi.op.SgdStep;
import java.util.Collections;

/// Steps of optimizers, rounding for rounding as the decompositions compute them. Operands are `p`,
/// `g`, the moments, the numbers in the order of the ops' docs, and what gradients are multiplied
/// with first; results are `p′` and the moments.
final class StepFormulas {
  private static final int TINY_BITS = Float.floatToRawIntBits((float) SgdStep.TINY);

  private StepFormulas() {}

  /// What a step computes by `p`, the scaled `g`, moments and numbers.
  private interface Step {
    Value[] of(Value p, Value g, Value[] moments, Value[] numbers);
  }

  private static SweepFormula of(int moments, int numbers, Step step) {
    int lines = 2 + moments;
    int in = lines + numbers + 1;
    SweepFormula.Body body =
        x -> {
          Value[] m = new Value[moments];
          System.arraycopy(x, 2, m, 0, moments);
          Value[] c = new Value[numbers];
          System.arraycopy(x, lines, c, 0, numbers);
          return step.of(x[0], x[1].mul(x[in - 1]), m, c);
        };
    return new SweepFormula(
        false,
        false,
        Collections.nCopies(1 + moments, Element.F32),
        Collections.nCopies(in, Element.F32),
        -1 << lines,
        body);
  }

  static SweepFormula sgd() {
    return of(
        1,
        3,
        (p, g, m, c) -> {
          Value v = flushed(m[0].mul(c[1]).add(g.add(p.mul(c[2]))));
          return new Value[] {p.sub(v.mul(c[0])), v};
        });
  }

  static SweepFormula adam(boolean decoupled) {
    return of(
        2,
        7,
        (p, g, m, c) -> {
          Value slope = decoupled ? g : g.add(p.mul(c[4]));
          Value start = decoupled ? p.sub(p.mul(c[0].mul(c[4]))) : p;
          Value first = flushed(m[0].mul(c[1]).add(slope.mul(rest(c[1]))));
          Value second = flushed(m[1].mul(c[2]).add(slope.mul(slope).mul(rest(c[2]))));
          Value root = second.div(c[6]).sqrt().add(c[3]);
          Value move = first.div(c[5]).div(root).mul(c[0]);
          return new Value[] {start.sub(move), first, second};
        });
  }

  static SweepFormula nesterov() {
    return of(
        1,
        3,
        (p, g, m, c) -> {
          Value decayed = g.add(p.mul(c[2]));
          Value v = flushed(m[0].mul(c[1]).add(decayed));
          Value ahead = decayed.add(v.mul(c[1]));
          return new Value[] {p.sub(ahead.mul(c[0])), v};
        });
  }

  static SweepFormula rmsProp() {
    return of(
        2,
        5,
        (p, g, m, c) -> {
          Value decayed = g.add(p.mul(c[3]));
          Value v = flushed(m[0].mul(c[1]).add(decayed.mul(decayed).mul(rest(c[1]))));
          Value move = decayed.div(v.sqrt().add(c[2]));
          Value b = flushed(m[1].mul(c[4]).add(move));
          return new Value[] {p.sub(b.mul(c[0])), v, b};
        });
  }

  static SweepFormula adagrad() {
    return of(
        1,
        3,
        (p, g, m, c) -> {
          Value decayed = g.add(p.mul(c[2]));
          Value sum = flushed(m[0].add(decayed.mul(decayed)));
          Value move = decayed.div(sum.sqrt().add(c[1]));
          return new Value[] {p.sub(move.mul(c[0])), sum};
        });
  }

  static SweepFormula lion() {
    return of(
        1,
        4,
        (p, g, m, c) -> {
          Value direction = FloatFormulas.sign(m[0].mul(c[1]).add(g.mul(rest(c[1]))));
          Value move = direction.add(p.mul(c[3])).mul(c[0]);
          Value moment = flushed(m[0].mul(c[2]).add(g.mul(rest(c[2]))));
          return new Value[] {p.sub(move), moment};
        });
  }

  /// `1 − x`
  private static Value rest(Value x) {
    return x.constant(1).sub(x);
  }

  /// 0 where a moment is tiny. By the bits: those of a smaller size are less than those of TINY,
  /// and their difference is negative.
  private static Value flushed(Value moment) {
    Value bits = moment.bits();
    Value tiny = bits.and(Integer.MAX_VALUE).sub(TINY_BITS).shiftRight(Integer.SIZE - 1);
    return bits.and(tiny.xor(-1)).bits();
  }
}
