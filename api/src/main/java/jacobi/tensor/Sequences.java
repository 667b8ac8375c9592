package jacobi.tensor;

import jacobi.op.Attention;
import jacobi.op.Embedding;
import jacobi.op.Gru;
import jacobi.op.GruCell;
import jacobi.op.Lstm;
import jacobi.op.LstmCell;
import jacobi.op.Spec;
import jacobi.type.DType;
import jacobi.type.IndexException;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What models of sequences are made of.
public sealed interface Sequences permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// `softmax(Q·Kᵀ/√E)·V` with these queries […, T, E], keys […, S, E] and values […, S, D].
  default Tensor scaledDotProductAttention(Tensor k, Tensor v) {
    return scaledDotProductAttention(k, v, null, 0, false);
  }

  /// `dropout(softmax(Q·Kᵀ/√E + mask))·V` with these queries […, T, E], keys […, S, E] and values
  /// […, S, D].
  ///
  /// @param mask added to the scores, or true where a query sees a key; broadcasts to […, T, S]
  /// @param drop with which probability a weight is dropped in training
  /// @param causal whether query `t` sees the keys `0 … t` only
  /// @throws jacobi.type.JacobiException with dropout in training without a random stream
  default Tensor scaledDotProductAttention(
      Tensor k, Tensor v, @Nullable Tensor mask, double drop, boolean causal) {
    double scale = 1 / Math.sqrt((double) self().size(-1));
    var op = new Attention(scale, causal, mask != null, Mode.isTraining() ? drop : 0);
    List<Tensor> operands = new ArrayList<>(List.of(self(), k, v));
    if (mask != null) {
      operands.add(mask);
    }
    if (op.isDropped()) {
      RandomStream stream = Mode.current().random();
      long words = self().shape().with(-1, k.size(-2)).elements();
      var spec = new Spec(DType.I64, Shape.of(2));
      operands.add(self().engine().input(spec, new Words(stream, words)));
    }
    return Tensor.all(op, operands.toArray(Tensor[]::new)).getFirst();
  }

  /// The rows of this table [rows, width] at indices […]: […, width].
  ///
  /// @throws IndexException if an index is outside the rows
  default Tensor embedding(Tensor index) {
    return self().engine().apply(new Embedding(), self(), index);
  }

  /// One step of an LSTM from this input [N, in] and the states h, c [N, H]: h and c after it.
  default List<Tensor> lstmCell(
      Tensor h, Tensor c, Tensor weightIh, Tensor weightHh, Tensor biasIh, Tensor biasHh) {
    return Tensor.all(new LstmCell(), self(), h, c, weightIh, weightHh, biasIh, biasHh);
  }

  /// An LSTM over this sequence [T, N, in] from the states h, c [N, H]: all results y [T, N, H],
  /// and h and c after the last step.
  default List<Tensor> lstm(
      Tensor h, Tensor c, Tensor weightIh, Tensor weightHh, Tensor biasIh, Tensor biasHh) {
    var op = new Lstm();
    List<Tensor> out = Tensor.all(op, self(), h, c, weightIh, weightHh, biasIh, biasHh);
    return List.of(out.get(0), out.get(0).select(0, -1), out.get(1).select(0, -1));
  }

  /// One step of a GRU from this input [N, in] and the state h [N, H]: h after it.
  default Tensor gruCell(Tensor h, Tensor weightIh, Tensor weightHh, Tensor biasIh, Tensor biasHh) {
    return Tensor.all(new GruCell(), self(), h, weightIh, weightHh, biasIh, biasHh).getFirst();
  }

  /// A GRU over this sequence [T, N, in] from the state h [N, H]: all results y [T, N, H], and h
  /// after the last step.
  default List<Tensor> gru(
      Tensor h, Tensor weightIh, Tensor weightHh, Tensor biasIh, Tensor biasHh) {
    Tensor y = Tensor.all(new Gru(), self(), h, weightIh, weightHh, biasIh, biasHh).getFirst();
    return List.of(y, y.select(0, -1));
  }
}
