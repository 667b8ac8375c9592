package jacobi.rules;

import static jacobi.tensor.Functions.full;
import static jacobi.tensor.Functions.zerosLike;
import static jacobi.tensor.Keep.KEEP;

import jacobi.op.Attention;
import jacobi.op.AttentionBackward;
import jacobi.op.Dropout;
import jacobi.tensor.Functions;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Attention by matrix products and its gradient; the formulas are those of the ops' docs.
final class Attentions {
  private Attentions() {}

  /// The result and the log-sum-exp.
  static Tensor[] forward(Attention op, Tensor[] in) {
    Tensor scores = scores(op, in, 0);
    Tensor base = seen(op, scores.max(-1, KEEP));
    Tensor e = scores.sub(base).exp();
    Tensor sum = e.sum(-1, KEEP);
    Tensor lse = sum.log().add(base).squeeze(-1);
    Tensor divisor = op.masked() ? sum.eq(0).where(full(sum, sum.spec(), 1), sum) : sum;
    return new Tensor[] {dropped(op, e, in).matmul(in[2]).div(divisor), lse};
  }

  static Tensor[] backward(AttentionBackward back, Tensor[] in) {
    Attention op = back.of();
    Tensor g = in[0];
    Tensor q = in[3];
    Tensor k = in[4];
    Tensor p = scores(op, in, 3).sub(seen(op, in[2]).unsqueeze(-1)).exp();
    Tensor weights = dropped(op, p, in);
    Tensor s = dropped(op, g.matmul(in[5].transpose()), in).sub(in[1].unsqueeze(-1)).mul(p);
    Tensor[] result = {
      s.matmul(k).mul(op.scale()),
      s.transpose().matmul(q.mul(op.scale())),
      weights.transpose().matmul(g)
    };
    if (op.masked() && in[6].dtype().isFloat()) {
      result = Arrays.copyOf(result, 4);
      result[3] = s.sum(in[6].shape().stretchedTo(s.shape())).reshape(in[6].shape());
    }
    return result;
  }

  static Pullback pullback(Attention op, Tensor[] in, Tensor[] out) {
    Tensor[] forward = in.clone();
    Tensor y = out[0];
    Tensor lse = out[1];
    return (g, needed) -> {
      Tensor rows = g[0] == null ? zerosLike(y) : g[0];
      Tensor delta = rows.mul(y).sum(-1);
      Tensor[] operands = new Tensor[3 + forward.length];
      operands[0] = rows;
      operands[1] = g[1] == null ? delta : delta.sub(g[1]);
      operands[2] = lse;
      System.arraycopy(forward, 0, operands, 3, forward.length);
      Tensor[] back = y.engine().applyAll(new AttentionBackward(op), operands);
      var result = new @Nullable Tensor[forward.length];
      System.arraycopy(back, 0, result, 0, back.length);
      return result;
    };
  }

  /// `scale·Q·Kᵀ`, −∞ where a query does not see a key; the queries are operand `at`.
  private static Tensor scores(Attention op, Tensor[] in, int at) {
    Tensor scores = in[at].mul(op.scale()).matmul(in[at + 1].transpose());
    Tensor hidden = scores.scalar(Double.NEGATIVE_INFINITY);
    if (op.masked()) {
      Tensor mask = in[at + 3];
      scores = mask.dtype() == DType.BOOL ? mask.where(scores, hidden) : scores.add(mask);
    }
    if (op.causal()) {
      Tensor query = Functions.iota(scores, DType.I32, scores.size(-2)).unsqueeze(-1);
      scores = query.ge(Functions.iota(scores, DType.I32, scores.size(-1))).where(scores, hidden);
    }
    return scores;
  }

  /// Zero in place of the −∞ of a query that sees no key.
  private static Tensor seen(Attention op, Tensor x) {
    return op.masked() ? x.eq(Double.NEGATIVE_INFINITY).where(zerosLike(x), x) : x;
  }

  /// The state of the random stream is the last operand.
  private static Tensor dropped(Attention op, Tensor weights, Tensor[] in) {
    return op.isDropped()
        ? weights.engine().apply(new Dropout(op.drop()), weights, in[in.length - 1])
        : weights;
  }
}
