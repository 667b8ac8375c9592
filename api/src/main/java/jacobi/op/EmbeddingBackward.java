package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The gradient of [Embedding], dense: `W̄[i, j] = Σ Ḡ[…, j]` over the places whose index is `i`.
///
/// | Ḡ | index | W̄ |
/// | --- | --- | --- |
/// | […, width] | […] of I64 or I32 | [rows, width] |
///
/// @param rows how many the table has
public record EmbeddingBackward(long rows) implements Composite {
  @Override
  public String name() {
    return "EMBEDDING_BACKWARD";
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
    Spec g = in.get(0);
    Shape index = in.get(1).shape();
    Check.isFloat(this, g.dtype());
    Check.isIndex(this, in.get(1).dtype());
    Check.shape(g.shape().rank() >= 1, "EMBEDDING_BACKWARD wants rows, got a scalar");
    Check.same(this, g.shape(), index.append(g.shape().size(-1)));
    return List.of(g.of(Shape.of(rows, g.shape().size(-1))));
  }
}
