package jacobi.op;

import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

/// `y = keep ? x/(1 − p) : 0`, where element `i` is kept if word `start + i` of the key's random
/// stream, unsigned, is at least `p·2³²`. Linear in `x` and its own adjoint.
///
/// | x | I64 [2]: key, start | y |
/// | --- | --- | --- |
/// | any | as [HostDefault.RandomBits] | the same |
///
/// Source: Srivastava et al., *Dropout*, JMLR 2014.
public record Dropout(double p) implements Composite {
  /// Refuses what is no probability.
  public Dropout {
    Check.shape(p >= 0 && p < 1, "DROPOUT wants 0 ≤ p < 1, got %s", p);
  }

  @Override
  public String name() {
    return "DROPOUT";
  }

  @Override
  public int arity() {
    return 2;
  }

  @Override
  public Algebra algebra() {
    return Algebra.LINEAR;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Check.isFloat(this, in.get(0).dtype());
    Spec state = in.get(1);
    Check.dtype(state.dtype() == DType.I64, "DROPOUT wants a state of I64, got %s", state.dtype());
    Check.shape(
        state.shape().equals(Shape.of(2)), "DROPOUT wants a state of [2], got %s", state.shape());
    return List.of(in.get(0));
  }

  /// The least word that keeps its element, moved by −2³¹ so that it compares as a signed int.
  public int threshold() {
    return (int) (Math.min(Math.round(p * 0x1p32), 0xFFFF_FFFFL) - 0x8000_0000L);
  }
}
