package jacobi.rules;

import static jacobi.tensor.Functions.concat;
import static jacobi.tensor.Functions.sub;
import static jacobi.tensor.Functions.zerosLike;

import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What recurrent ops share.
final class Recurrent {
  private Recurrent() {}

  /// Block `i` of the last axis, cut into blocks of `width`.
  static Tensor block(Tensor x, int i, long width) {
    return x.slice(-1, i * width, (i + 1) * width);
  }

  /// Tensors of one shape along a new first axis.
  static Tensor stack(List<Tensor> parts) {
    List<Tensor> rows = new ArrayList<>(parts.size());
    for (Tensor part : parts) {
      rows.add(part.unsqueeze(0));
    }
    return concat(0, rows);
  }

  /// What each step began with: the first state, then all results but the last.
  static Tensor before(Tensor first, Tensor y) {
    return concat(0, List.of(first.unsqueeze(0), y.slice(0, 0, y.size(0) - 1)));
  }

  /// The steps [T, N, width] as rows [T·N, width].
  static Tensor rows(Tensor x) {
    return x.reshape(x.size(0) * x.size(1), x.size(2));
  }

  /// The cotangent before a sigmoid that yielded `y`.
  static Tensor sigmoidBack(Tensor g, Tensor y) {
    return g.mul(y).mul(sub(1, y));
  }

  /// The cotangent before a tanh that yielded `y`.
  static Tensor tanhBack(Tensor g, Tensor y) {
    return g.mul(sub(1, y.square()));
  }

  /// A cotangent, or zeros for none.
  static Tensor orZeros(@Nullable Tensor g, Tensor like) {
    return g == null ? zerosLike(like) : g;
  }
}
