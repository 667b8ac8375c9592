package jacobi.rules;

import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.op.Conv2dBackwardWeight;
import jacobi.tensor.Tensor;
import java.util.List;

/// Convolution as matrix products of patches, group by group.
///
/// With `P = OH·OW` positions and `Q = C/G·KH·KW` elements in a patch, the patches of a batch are
/// [N, G, Q, P], and the weights [G, O/G, Q].
final class Convolutions {
  private Convolutions() {}

  /// `Y = W·patches(X)`
  static Tensor forward(Conv2d op, Tensor x, Tensor w) {
    long height = op.rows().positions(x.size(2), w.size(2));
    long width = op.columns().positions(x.size(3), w.size(3));
    Tensor y = weights(op, w).matmul(patches(op, x, w.size(2), w.size(3)));
    return y.reshape(x.size(0), w.size(0), height, width);
  }

  /// `W̄ = Σₙ Ḡ·patches(X)ᵀ`
  static Tensor backwardWeight(Conv2dBackwardWeight op, Tensor g, Tensor x) {
    Tensor patches = patches(op.of(), x, op.height(), op.width());
    Tensor w = grouped(op.of(), g).matmul(patches.transpose()).sum(0);
    long channels = x.size(1) / op.of().groups();
    return w.reshape(g.size(1), channels, op.height(), op.width());
  }

  /// `X̄ = patchesᵀ(Wᵀ·Ḡ)`: what overlaps is added up, the padding cut off.
  static Tensor backwardInput(Conv2dBackwardInput op, Tensor g, Tensor w) {
    Conv2d conv = op.of();
    long rows = op.height() + 2 * conv.rows().padding();
    long columns = op.width() + 2 * conv.columns().padding();
    return weights(conv, w)
        .transpose()
        .matmul(grouped(conv, g))
        .reshape(g.size(0), w.size(1) * conv.groups(), w.size(2), w.size(3), g.size(2), g.size(3))
        .permute(0, 1, 4, 5, 2, 3)
        .fold(3, columns, conv.columns().stride(), conv.columns().dilation())
        .fold(2, rows, conv.rows().stride(), conv.rows().dilation())
        .slice(2, conv.rows().padding(), conv.rows().padding() + op.height())
        .slice(3, conv.columns().padding(), conv.columns().padding() + op.width());
  }

  private static Tensor patches(Conv2d op, Tensor x, long height, long width) {
    long rows = op.rows().padding();
    long columns = op.columns().padding();
    List<Long> ends = List.of(0L, 0L, rows, columns);
    Tensor padded = rows == 0 && columns == 0 ? x : x.pad(ends, ends);
    Tensor windows =
        padded
            .unfold(2, height, op.rows().stride(), op.rows().dilation())
            .unfold(3, width, op.columns().stride(), op.columns().dilation())
            .permute(0, 1, 4, 5, 2, 3);
    long patch = x.size(1) / op.groups() * height * width;
    long positions = windows.size(4) * windows.size(5);
    return windows.reshape(x.size(0), op.groups(), patch, positions);
  }

  private static Tensor weights(Conv2d op, Tensor w) {
    long patch = w.size(1) * w.size(2) * w.size(3);
    return w.reshape(op.groups(), w.size(0) / op.groups(), patch);
  }

  private static Tensor grouped(Conv2d op, Tensor g) {
    long positions = g.size(2) * g.size(3);
    return g.reshape(g.size(0), op.groups(), g.size(1) / op.groups(), positions);
  }
}
