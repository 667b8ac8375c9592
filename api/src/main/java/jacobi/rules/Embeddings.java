package jacobi.rules;

import static jacobi.tensor.Functions.full;

import jacobi.op.Embedding;
import jacobi.op.EmbeddingBackward;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;

/// Rows of a table; the two ops are each other's gradients.
final class Embeddings {
  private Embeddings() {}

  /// Zeros, with each row of `g` added at its index.
  static Tensor backward(EmbeddingBackward op, Tensor g, Tensor index) {
    long width = g.size(-1);
    long count = index.shape().elements();
    Tensor zeros = full(g, g.spec().of(Shape.of(op.rows(), width)), 0);
    Tensor wide = index.reshape(count, 1).expand(count, width);
    return zeros.scatterAdd(0, wide, g.reshape(count, width));
  }

  static Pullback pullback(Tensor table, Tensor index) {
    var back = new EmbeddingBackward(table.size(0));
    return Pullback.of(g -> g.engine().apply(back, g, index), null);
  }

  static Pullback backwardPullback(Tensor index) {
    return Pullback.of(h -> h.engine().apply(new Embedding(), h, index), null);
  }
}
