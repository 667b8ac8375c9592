package jacobi.rules;

import jacobi.op.Prod;
import jacobi.op.View;
import jacobi.tensor.Functions;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.function.BinaryOperator;

/// Running folds and products, by folding halves: `log₂ n` elementwise ops.
final class Scans {
  private Scans() {}

  /// `yᵢ = x₀ ∘ … ∘ xᵢ`: after step `s` each element holds the fold of the `2ˢ` up to it.
  ///
  /// Source: Hillis and Steele, *Data parallel algorithms*, 1986.
  static Tensor scan(Tensor x, int axis, BinaryOperator<Tensor> fold) {
    long size = x.size(axis);
    Tensor y = x;
    for (long shift = 1; shift < size; shift *= 2) {
      Tensor before = y.slice(axis, 0, size - shift);
      Tensor folded = fold.apply(before, y.slice(axis, shift, size));
      y = Functions.concat(axis, List.of(y.slice(axis, 0, shift), folded));
    }
    return y;
  }

  static Tensor product(Prod op, Tensor x) {
    Tensor y = lastly(op, x);
    long size = y.size(-1);
    if (size == 0) {
      return Functions.full(x, op.infer(List.of(x.spec())).getFirst(), 1);
    }
    while (size > 1) {
      long half = size / 2;
      Tensor pairs = y.slice(-1, 0, half).mul(y.slice(-1, half, 2 * half));
      y =
          2 * half == size
              ? pairs
              : Functions.concat(-1, List.of(pairs, y.slice(-1, size - 1, size)));
      size -= half;
    }
    return y.engine().apply(new View.Reshape(x.shape().without(op.axes())), y);
  }

  /// The axes to fold as one last axis.
  private static Tensor lastly(Prod op, Tensor x) {
    int[] order = new int[x.rank()];
    int at = 0;
    for (boolean folded : new boolean[] {false, true}) {
      for (int i = 0; i < order.length; i++) {
        if (op.axes().contains(i) == folded) {
          order[at++] = i;
        }
      }
    }
    long folded = op.axes().elements(x.shape());
    return x.permute(order).reshape(x.shape().without(op.axes()).append(folded));
  }
}
