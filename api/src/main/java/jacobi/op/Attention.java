package jacobi.op;

import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// Scaled dot-product attention: `Y = dropout(softmax(scale·Q·Kᵀ + mask))·V`, and the logarithm of
/// each row's sum of exponentials.
///
/// | Q | K | V | mask | I64 [2]: key, start | Y | log-sum-exp |
/// | --- | --- | --- | --- | --- | --- | --- |
/// | […, T, E] | […, S, E] | […, S, D] | to […, T, S] | as [Dropout] | […, T, D] | […, T] |
///
/// The mask is there if masked, and broadcasts; the state is there if weights are dropped. A mask
/// of floats is added, one of truth values says which keys a query sees. Causal means that query
/// `t` sees the keys `0 … t`. A query that sees no key yields zeros. The words of the random stream
/// are those of [Dropout] on […, T, S].
///
/// Source: Vaswani et al., *Attention is all you need*, 2017; the log-sum-exp that is kept for the
/// backward pass: Dao et al., *FlashAttention*, 2022.
///
/// @param scale what scores are multiplied with
/// @param causal whether later keys are hidden
/// @param masked whether there is a mask
/// @param drop with which probability an attention weight is dropped; 0 needs no state
public record Attention(double scale, boolean causal, boolean masked, double drop)
    implements Composite {
  /// Refuses what is no probability.
  public Attention {
    Check.shape(drop >= 0 && drop < 1, "ATTENTION wants 0 ≤ drop < 1, got %s", drop);
  }

  @Override
  public String name() {
    return "ATTENTION";
  }

  @Override
  public int arity() {
    return 3 + (masked ? 1 : 0) + (isDropped() ? 1 : 0);
  }

  /// Whether the last operand is the state of a random stream.
  public boolean isDropped() {
    return drop > 0;
  }

  @Override
  public Algebra algebra() {
    return Algebra.SMOOTH;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    check(this, in);
    Shape q = in.get(0).shape();
    return List.of(
        in.get(0).of(q.with(-1, in.get(2).shape().size(-1))), in.get(0).of(q.without(-1)));
  }

  /// Checks queries, keys, values, and what may follow them.
  void check(Op op, List<Spec> in) {
    Check.isFloat(op, Spec.common(op.name(), in.subList(0, 3)));
    Shape q = in.get(0).shape();
    Shape k = in.get(1).shape();
    Shape v = in.get(2).shape();
    boolean fit = q.rank() >= 2 && k.rank() == q.rank() && v.rank() == q.rank();
    Check.shape(
        fit
            && k.batch().equals(q.batch())
            && v.batch().equals(q.batch())
            && k.size(-1) == q.size(-1)
            && v.size(-2) == k.size(-2),
        "%s wants Q [..., T, E], K [..., S, E], V [..., S, D], got %s, %s, %s",
        op.name(),
        q,
        k,
        v);
    Check.shape(k.size(-2) > 0, "%s of K %s: there is no key", op.name(), k);
    if (masked) {
      mask(op, in.get(3), in.get(0).of(q.with(-1, k.size(-2))));
    }
    if (isDropped()) {
      new Dropout(drop).infer(List.of(in.get(0), in.getLast()));
    }
  }

  private static void mask(Op op, Spec mask, Spec scores) {
    Check.dtype(
        mask.dtype() == DType.BOOL || mask.dtype() == scores.dtype(),
        "%s wants a mask of BOOL or %s, got %s",
        op.name(),
        scores.dtype(),
        mask.dtype());
    Shape narrow = mask.shape();
    boolean fits = narrow.rank() <= scores.shape().rank();
    for (int axis = -1; fits && axis >= -narrow.rank(); axis--) {
      fits = narrow.size(axis) == 1 || narrow.size(axis) == scores.shape().size(axis);
    }
    Check.shape(
        fits, "%s wants a mask that broadcasts to %s, got %s", op.name(), scores.shape(), narrow);
  }

  /// The operands that have a gradient.
  List<Spec> differentiable(List<Spec> in) {
    List<Spec> floats = new ArrayList<>(in.subList(0, 3));
    if (masked && in.get(3).dtype().isFloat()) {
      floats.add(in.get(3));
    }
    return floats;
  }
}
