package jacobi.backend.cpu.code;

import static jacobi.backend.cpu.code.Element.F32;
import static jacobi.backend.cpu.code.Element.F64;

import java.util.List;

/// Statistics of floats and what follows from them, in double: the differences of floats are exact
/// there, or nearly so. Each comes with numbers that are the same for all elements, or with one for
/// each.
final class ChannelFormulas {
  private ChannelFormulas() {}

  /// `x − k` and its square, summed up.
  static SweepFormula deviations(boolean each) {
    SweepFormula.Body terms =
        x -> {
          Value d = x[0].to(F64).sub(x[1]);
          return new Value[] {d, d.mul(d)};
        };
    return each ? added(terms, F32, F64) : summed(terms, 2, F32, F64);
  }

  /// `g` and `g·(x − m)`, summed up.
  static SweepFormula slopes(boolean each) {
    SweepFormula.Body terms =
        x -> {
          Value g = x[0].to(F64);
          return new Value[] {g, g.mul(x[1].to(F64).sub(x[2]))};
        };
    return each ? added(terms, F32, F32, F64) : summed(terms, 4, F32, F32, F64);
  }

  /// `x²`, summed up.
  static SweepFormula squares() {
    SweepFormula.Body term =
        x -> {
          Value wide = x[0].to(F64);
          return new Value[] {wide.mul(wide)};
        };
    return new SweepFormula(true, true, List.of(F64), List.of(F32), 0, term);
  }

  /// Two sums in accumulators.
  private static SweepFormula summed(SweepFormula.Body terms, int constants, Element... in) {
    return new SweepFormula(true, true, List.of(F64, F64), List.of(in), constants, terms);
  }

  /// Two sums for each element, which come first among the operands.
  private static SweepFormula added(SweepFormula.Body terms, Element... in) {
    Element[] all = new Element[in.length + 2];
    all[0] = F64;
    all[1] = F64;
    System.arraycopy(in, 0, all, 2, in.length);
    SweepFormula.Body sums =
        x -> {
          Value[] rest = new Value[in.length];
          System.arraycopy(x, 2, rest, 0, rest.length);
          Value[] more = terms.of(rest);
          return new Value[] {x[0].add(more[0]), x[1].add(more[1])};
        };
    return new SweepFormula(false, true, List.of(F64, F64), List.of(all), 0, sums);
  }

  /// `x·a + b`
  static SweepFormula affine(boolean each) {
    SweepFormula.Body body = x -> new Value[] {x[0].to(F64).fma(x[1], x[2]).to(F32)};
    return new SweepFormula(false, true, List.of(F32), List.of(F32, F64, F64), each ? 0 : 6, body);
  }

  /// `g·a + (x·b + c)`
  static SweepFormula blend(boolean each) {
    SweepFormula.Body body =
        x -> new Value[] {x[0].to(F64).fma(x[2], x[1].to(F64).fma(x[3], x[4])).to(F32)};
    return new SweepFormula(
        false, true, List.of(F32), List.of(F32, F32, F64, F64, F64), each ? 0 : 28, body);
  }
}
