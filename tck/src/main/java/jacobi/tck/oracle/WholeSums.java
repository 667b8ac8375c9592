package jacobi.tck.oracle;

import jacobi.op.Composite;
import jacobi.op.Linear;
import jacobi.rules.Rules;
import jacobi.tensor.Functions;
import jacobi.tensor.Tensor;
import java.util.List;

/// The api's rules, but sums are added up as a whole: of these any order is legal, while the order
/// of a decomposition would tie the hands of fused kernels.
///
/// ```
/// x·Wᵀ + b = [x 1]·[W b]ᵀ
/// ```
final class WholeSums implements Rules {
  @Override
  public Tensor[] decompose(Composite op, Tensor[] in) {
    return op instanceof Linear ? linear(in[0], in[1], in[2]) : Rules.super.decompose(op, in);
  }

  private static Tensor[] linear(Tensor x, Tensor w, Tensor b) {
    Tensor one = Functions.full(x, x.spec().of(x.shape().with(x.rank() - 1, 1)), 1);
    Tensor row = Functions.concat(x.rank() - 1, List.of(x, one));
    Tensor column = Functions.concat(1, List.of(w, b.unsqueeze(1)));
    Tensor whole = rows(row, column.transpose());
    return new Tensor[] {
      x.dtype().bytes() < Float.BYTES ? either(whole, rows(x, w.transpose()).add(b)) : whole
    };
  }

  private static Tensor rows(Tensor x, Tensor columns) {
    return x.rank() == 1 ? x.unsqueeze(0).matmul(columns).squeeze(0) : x.matmul(columns);
  }

  /// In 16 bits a product may be rounded before something is added to it, or not. Both have the
  /// same exact value, so that the reference cannot tell which is taken, and bounds span both.
  private static Tensor either(Tensor one, Tensor other) {
    return one.eq(other).where(one, other);
  }
}
