package jacobi.backend.cpu.code;

import static jacobi.backend.cpu.code.Element.F32;
import static jacobi.backend.cpu.code.Element.F64;

import java.util.List;

/// What normalizations do to each row, rounding for rounding as the decompositions compute it: of a
/// row `x` with the mean `m` and the inverse deviation `r`, `x̂ = (x − m)·r`; `w` and `b` are the
/// gain and bias, `g` is the cotangent of the result, `h = g·w`.
final class RowFormulas {
  private RowFormulas() {}

  /// Sum of `(x − m)²` by `x` and `m`.
  static SweepFormula squares() {
    SweepFormula.Body body =
        x -> {
          Value d = x[0].sub(x[1]);
          return new Value[] {d.mul(d).to(F64)};
        };
    return new SweepFormula(true, true, List.of(F64), List.of(F32, F32), 0b10, body);
  }

  /// `x̂·w + b` by `x w b m r`.
  static SweepFormula norm() {
    SweepFormula.Body body = x -> new Value[] {hat(x[0], x[3], x[4]).mul(x[1]).add(x[2])};
    return of(body, 0b11000, F32, F32, F32, F32, F32);
  }

  /// `x̂·w` by `x w m r`.
  static SweepFormula scale() {
    SweepFormula.Body body = x -> new Value[] {hat(x[0], x[2], x[3]).mul(x[1])};
    return of(body, 0b1100, F32, F32, F32, F32);
  }

  /// Sums of `h` and `h·x̂` by `g x w m r`.
  static SweepFormula slopes() {
    SweepFormula.Body body =
        x -> {
          Value h = x[0].mul(x[2]);
          return new Value[] {h.to(F64), h.mul(hat(x[1], x[3], x[4])).to(F64)};
        };
    return new SweepFormula(
        true, true, List.of(F64, F64), List.of(F32, F32, F32, F32, F32), 0b11000, body);
  }

  /// `(h − a − x̂·b)·r` by `g x w m r a b`.
  static SweepFormula back() {
    SweepFormula.Body body =
        x -> {
          Value h = x[0].mul(x[2]);
          return new Value[] {h.sub(x[5]).sub(hat(x[1], x[3], x[4]).mul(x[6])).mul(x[4])};
        };
    return of(body, 0b1111000, F32, F32, F32, F32, F32, F32, F32);
  }

  /// `S + g·x̂` and `Q + g` by `S Q g x m r`.
  static SweepFormula columns() {
    SweepFormula.Body body =
        x -> {
          Value term = x[2].mul(hat(x[3], x[4], x[5]));
          return new Value[] {x[0].add(term.to(F64)), x[1].add(x[2].to(F64))};
        };
    return new SweepFormula(
        false, true, List.of(F64, F64), List.of(F64, F64, F32, F32, F32, F32), 0b110000, body);
  }

  private static Value hat(Value x, Value m, Value r) {
    return x.sub(m).mul(r);
  }

  private static SweepFormula of(SweepFormula.Body body, int constants, Element... in) {
    return new SweepFormula(false, false, List.of(F32), List.of(in), constants, body);
  }
}
