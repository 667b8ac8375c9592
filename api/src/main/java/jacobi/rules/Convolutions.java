package jacobi.rules;

import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.op.Conv2dBackwardWeight;
import jacobi.tensor.Tensor;

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
    long patch = w.size(1) * w.size(2) * w.size(3);
    return weights(conv, w)
        .transpose()
        .matmul(grouped(conv, g))
        .reshape(g.size(0), conv.groups() * patch, g.size(2) * g.size(3))
        .fold(op.height(), op.width(), w.size(2), w.size(3), conv.rows(), conv.columns());
  }

  private static Tensor patches(Conv2d op, Tensor x, long height, long width) {
    Tensor columns = x.unfold(height, width, op.rows(), op.columns());
    long patch = columns.size(1) / op.groups();
    return columns.reshape(x.size(0), op.groups(), patch, columns.size(2));
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
