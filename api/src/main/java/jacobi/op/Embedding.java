package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// The rows of a table at indices: `Y[…, j] = W[index[…], j]`.
///
/// | W | index | Y |
/// | --- | --- | --- |
/// | [rows, width] | […] of I64 or I32 | […, width] |
///
/// An index outside `0 … rows − 1` is an error.
public record Embedding() implements Composite {
  @Override
  public String name() {
    return "EMBEDDING";
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
    Shape table = in.get(0).shape();
    Check.isFloat(this, in.get(0).dtype());
    Check.isIndex(this, in.get(1).dtype());
    Check.shape(table.rank() == 2, "EMBEDDING wants a table [rows, width], got %s", table);
    return List.of(in.get(0).of(in.get(1).shape().append(table.size(1))));
  }
}
