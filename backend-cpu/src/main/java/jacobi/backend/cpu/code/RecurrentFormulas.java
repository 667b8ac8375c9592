package jacobi.backend.cpu.code;

import java.util.Collections;

/// What recurrent ops do to each unit of the state at one step; the formulas are those of their
/// docs.
final class RecurrentFormulas {
  private RecurrentFormulas() {}

  private static SweepFormula of(int out, int in, SweepFormula.Body body) {
    return new SweepFormula(
        false,
        false,
        Collections.nCopies(out, Element.F32),
        Collections.nCopies(in, Element.F32),
        0,
        body);
  }

  private static Value fromOne(Value x) {
    return x.constant(1).sub(x);
  }

  /// The cotangent before a sigmoid that yielded `y`.
  private static Value sigmoidBack(Value g, Value y) {
    return g.mul(y).mul(fromOne(y));
  }

  /// The cotangent before a tanh that yielded `y`.
  private static Value tanhBack(Value g, Value y) {
    return g.mul(fromOne(y.mul(y)));
  }

  /// Gates `i f g o`, `c′` and `h′` by the sums before the gates and `c`.
  static SweepFormula lstm() {
    return of(
        6,
        5,
        x -> {
          Value i = ActivationFormulas.sigmoid(x[0]);
          Value f = ActivationFormulas.sigmoid(x[1]);
          Value g = FloatFormulas.tanh(x[2]);
          Value o = ActivationFormulas.sigmoid(x[3]);
          Value c = f.mul(x[4]).add(i.mul(g));
          return new Value[] {i, f, g, o, c, o.mul(FloatFormulas.tanh(c))};
        });
  }

  /// The cotangents of the four sums and of `c` before, by `i f g o`, `c` and `c` before, and the
  /// cotangents of `h` and `c`.
  static SweepFormula lstmBack() {
    return of(
        5,
        8,
        x -> {
          Value i = x[0];
          Value f = x[1];
          Value g = x[2];
          Value o = x[3];
          Value h = x[6];
          Value top = FloatFormulas.tanh(x[4]);
          Value c = x[7].add(tanhBack(h.mul(o), top));
          return new Value[] {
            sigmoidBack(c.mul(g), i),
            sigmoidBack(c.mul(x[5]), f),
            tanhBack(c.mul(i), g),
            sigmoidBack(h.mul(top), o),
            c.mul(f)
          };
        });
  }

  /// Gates `r z n` and `h′` by the sums before the gates, `m`, and `h`.
  static SweepFormula gru() {
    return of(
        4,
        5,
        x -> {
          Value r = ActivationFormulas.sigmoid(x[0]);
          Value z = ActivationFormulas.sigmoid(x[1]);
          Value n = FloatFormulas.tanh(x[2].add(r.mul(x[3])));
          return new Value[] {r, z, n, n.add(z.mul(x[4].sub(n)))};
        });
  }

  /// The cotangents of the sums before `r z n`, of `m`, and what of `h̄` passes the step, by `r z n
  /// m`, `h` before, and `h̄`.
  static SweepFormula gruBack() {
    return of(
        5,
        6,
        x -> {
          Value r = x[0];
          Value z = x[1];
          Value n = x[2];
          Value h = x[5];
          Value back = tanhBack(h.mul(fromOne(z)), n);
          return new Value[] {
            sigmoidBack(back.mul(x[3]), r),
            sigmoidBack(h.mul(x[4].sub(n)), z),
            back,
            back.mul(r),
            h.mul(z)
          };
        });
  }
}
