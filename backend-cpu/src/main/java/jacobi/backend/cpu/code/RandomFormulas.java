package jacobi.backend.cpu.code;

import static jacobi.backend.cpu.code.Element.F32;
import static jacobi.backend.cpu.code.Element.I32;
import static jacobi.backend.cpu.code.Element.I64;

import java.util.List;

/// Random words and what they decide.
final class RandomFormulas {
  private static final long LOW = 0xFFFFFFFFL;
  private static final long M0 = 0xD2511F53L;
  private static final long M1 = 0xCD9E8D57L;
  private static final long W0 = 0x9E3779B9L;
  private static final long W1 = 0xBB67AE85L;
  private static final int ROUNDS = 10;

  private RandomFormulas() {}

  /// The blocks of [jacobi.random.Philox], numbers `n + first` of a key's stream: words 0 and 1 of
  /// each as the halves of a long, and words 2 and 3. Words are computed as longs of which the high
  /// halves mean nothing.
  static SweepFormula philox() {
    return new SweepFormula(
        false, true, List.of(I64, I64), List.of(I64, I64, I64), 6, RandomFormulas::blocks);
  }

  private static Value[] blocks(Value... x) {
    Value c0 = x[0].add(x[1]);
    Value c1 = c0.shiftRightZeros(Integer.SIZE);
    Value c2 = c0.constant(0);
    Value c3 = c2;
    Value k0 = x[2];
    Value k1 = x[2].shiftRightZeros(Integer.SIZE);
    for (int round = 0; round < ROUNDS; round++) {
      Value low = c0.and(LOW).mul(M0);
      Value high = c2.and(LOW).mul(M1);
      c0 = high.shiftRightZeros(Integer.SIZE).xor(c1).xor(k0);
      c1 = high;
      c2 = low.shiftRightZeros(Integer.SIZE).xor(c3).xor(k1);
      c3 = low;
      k0 = k0.add(W0);
      k1 = k1.add(W1);
    }
    return new Value[] {pair(c0, c1), pair(c2, c3)};
  }

  private static Value pair(Value low, Value high) {
    return low.and(LOW).or(high.shiftLeft(Integer.SIZE));
  }

  /// `word ≥ threshold ? x·scale : 0`, words unsigned, the threshold moved by −2³¹.
  static SweepFormula dropout() {
    SweepFormula.Body body =
        x -> {
          Value kept = x[2].le(x[1].xor(Integer.MIN_VALUE));
          return new Value[] {kept.then(x[0].mul(x[3]), x[0].constant(0))};
        };
    return new SweepFormula(false, false, List.of(F32), List.of(F32, I32, I32, F32), 12, body);
  }
}
