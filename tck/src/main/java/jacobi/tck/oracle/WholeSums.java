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
    return new Tensor[] {
      row.rank() == 1
          ? row.unsqueeze(0).matmul(column.transpose()).squeeze(0)
          : row.matmul(column.transpose())
    };
  }
}
