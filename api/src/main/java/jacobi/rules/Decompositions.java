package jacobi.rules;

import static jacobi.tensor.Keep.KEEP;

import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.AdagradStep;
import jacobi.op.AdamStep;
import jacobi.op.Attention;
import jacobi.op.AttentionBackward;
import jacobi.op.AvgPool2d;
import jacobi.op.AvgPool2dBackward;
import jacobi.op.BatchNorm;
import jacobi.op.BatchNormBackward;
import jacobi.op.BatchNormTraining;
import jacobi.op.ClipNorm;
import jacobi.op.Composite;
import jacobi.op.Concat;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.op.Conv2dBackwardWeight;
import jacobi.op.CrossEntropy;
import jacobi.op.CrossEntropyBackward;
import jacobi.op.CumProd;
import jacobi.op.CumSum;
import jacobi.op.Dropout;
import jacobi.op.ElementwiseChain;
import jacobi.op.Elu;
import jacobi.op.Embedding;
import jacobi.op.EmbeddingBackward;
import jacobi.op.GroupNorm;
import jacobi.op.GroupNormBackward;
import jacobi.op.Gru;
import jacobi.op.GruBackward;
import jacobi.op.GruCell;
import jacobi.op.HostDefault;
import jacobi.op.LayerNorm;
import jacobi.op.LayerNormBackward;
import jacobi.op.LeakyRelu;
import jacobi.op.Linear;
import jacobi.op.LionStep;
import jacobi.op.LogSoftmax;
import jacobi.op.LogSoftmaxBackward;
import jacobi.op.LogSumExp;
import jacobi.op.Lstm;
import jacobi.op.LstmBackward;
import jacobi.op.LstmCell;
import jacobi.op.MaxPool2d;
import jacobi.op.MaxPool2dBackward;
import jacobi.op.MeanSquaredError;
import jacobi.op.MultiStep;
import jacobi.op.NesterovStep;
import jacobi.op.OneHot;
import jacobi.op.Pad;
import jacobi.op.Prod;
import jacobi.op.RmsNorm;
import jacobi.op.RmsNormBackward;
import jacobi.op.RmsPropStep;
import jacobi.op.SgdStep;
import jacobi.op.Softmax;
import jacobi.op.SoftmaxBackward;
import jacobi.op.Sort;
import jacobi.op.Split;
import jacobi.op.TopK;
import jacobi.op.UnsupportedOpException;
import jacobi.tensor.Engine.Piece;
import jacobi.tensor.Functions;
import jacobi.tensor.Tensor;
import jacobi.type.Axes;
import jacobi.type.Layout;
import java.util.ArrayList;
import java.util.List;

/// Every composite by older ops.
final class Decompositions {
  private Decompositions() {}

  static Tensor[] of(Composite op, Tensor[] in) {
    return switch (op) {
      case ElementwiseChain chain -> Chained.of(chain, in);
      case Activation f -> one(Activations.of(f, in[0]));
      case ActivationBackward(Activation f) -> one(Activations.backward(f, in[0], in[1]));
      case LeakyRelu(double slope) -> one(in[0].le(0).where(in[0].mul(slope), in[0]));
      case Elu(double alpha) -> one(elu(in[0], alpha));
      case Linear _ -> one(rows(in[0], in[1].transpose()).add(in[2]));
      case Softmax(int axis) -> one(softmax(in[0], axis));
      case SoftmaxBackward(int axis) -> one(softmaxBackward(in[0], in[1], axis));
      case LogSoftmax(int axis) -> one(logSoftmax(in[0], axis));
      case LogSoftmaxBackward(int axis) -> one(in[0].sub(in[1].exp().mul(in[0].sum(axis, KEEP))));
      case CrossEntropy _ -> crossEntropy(in[0], in[1]);
      case CrossEntropyBackward _ -> one(crossEntropyBackward(in[0], in[1], in[2], in[3]));
      case MeanSquaredError _ -> one(in[0].sub(in[1]).square().mean());
      case LogSumExp(Axes axes) -> one(LogSums.of(in[0], axes));
      case LayerNorm(double eps) -> Normalizations.rows(in[0], in[1], in[2], eps);
      case LayerNormBackward _ -> Normalizations.rowsBackward(in);
      case RmsNorm(double eps) -> Normalizations.rms(in[0], in[1], eps);
      case RmsNormBackward _ -> Normalizations.rmsBackward(in[0], in[1], in[2], in[3]);
      case BatchNormTraining(double eps) -> Normalizations.batch(in[0], in[1], in[2], eps);
      case BatchNorm(double eps) -> one(Normalizations.batch(in, eps));
      case BatchNormBackward _ -> Normalizations.batchBackward(in[0], in[1], in[2], in[3], in[4]);
      case GroupNorm(int groups, double eps) -> Normalizations.groups(groups, in, eps);
      case GroupNormBackward(int groups) -> Normalizations.groupsBackward(groups, in);
      case Conv2d conv -> one(Convolutions.forward(conv, in[0], in[1]));
      case Conv2dBackwardInput back -> one(Convolutions.backwardInput(back, in[0], in[1]));
      case Conv2dBackwardWeight back -> one(Convolutions.backwardWeight(back, in[0], in[1]));
      case MaxPool2d pool -> Pooling.max(pool, in[0]);
      case MaxPool2dBackward back -> one(Pooling.maxBackward(back, in[0], in[1]));
      case AvgPool2d pool -> one(Pooling.average(pool, in[0]));
      case AvgPool2dBackward back -> one(Pooling.averageBackward(back, in[0]));
      case Dropout dropout -> one(dropout(dropout, in[0], in[1]));
      case SgdStep _ -> Steps.sgd(in[0], in[1], in[2], in[3]);
      case AdamStep step -> Steps.adam(step, in);
      case NesterovStep _ -> Steps.nesterov(in[0], in[1], in[2], in[3]);
      case RmsPropStep _ -> Steps.rmsProp(in);
      case AdagradStep _ -> Steps.adagrad(in[0], in[1], in[2], in[3]);
      case LionStep _ -> Steps.lion(in[0], in[1], in[2], in[3]);
      case MultiStep step -> Steps.multi(step, in);
      case ClipNorm _ -> one(Steps.clipNorm(in));
      case CumSum(int axis) -> one(Scans.scan(in[0], axis, Tensor::add));
      case CumProd(int axis) -> one(Scans.scan(in[0], axis, Tensor::mul));
      case Prod prod -> one(Scans.product(prod, in[0]));
      case Sort sort -> Selections.sort(sort, in[0]);
      case TopK top -> Selections.top(top, in[0]);
      case OneHot hot -> one(Selections.oneHot(hot, in[0]));
      case Pad pad -> one(pad(pad, in[0]));
      case Concat concat -> one(concat(concat, in));
      case Split split -> split(split, in[0]);
      case Attention attention -> Attentions.forward(attention, in);
      case AttentionBackward back -> Attentions.backward(back, in);
      case Embedding _ -> one(in[0].rows(in[1]));
      case EmbeddingBackward back -> one(Embeddings.backward(back, in[0], in[1]));
      case LstmCell _ -> LongShortTermMemory.cell(in);
      case Lstm _ -> LongShortTermMemory.sequence(in);
      case LstmBackward back -> LongShortTermMemory.backward(back, in);
      case GruCell _ -> one(GatedRecurrentUnit.cell(in));
      case Gru _ -> GatedRecurrentUnit.sequence(in);
      case GruBackward back -> GatedRecurrentUnit.backward(back, in);
      default ->
          throw new UnsupportedOpException(
              "%s has no decomposition here: register one with it".formatted(op.name()));
    };
  }

  private static Tensor[] one(Tensor result) {
    return new Tensor[] {result};
  }

  /// `X·B` of rows `X`, or of one.
  static Tensor rows(Tensor x, Tensor b) {
    return x.rank() == 1 ? x.unsqueeze(0).matmul(b).squeeze(0) : x.matmul(b);
  }

  private static Tensor elu(Tensor x, double alpha) {
    return x.le(0).where(Activations.negative(x).expm1().mul(alpha), x);
  }

  private static Tensor softmax(Tensor x, int axis) {
    Tensor e = x.sub(x.max(axis, KEEP)).exp();
    return e.div(e.sum(axis, KEEP));
  }

  private static Tensor softmaxBackward(Tensor g, Tensor y, int axis) {
    return y.mul(g.sub(g.mul(y).sum(axis, KEEP)));
  }

  private static Tensor logSoftmax(Tensor x, int axis) {
    Tensor moved = x.sub(x.max(axis, KEEP));
    return moved.sub(moved.exp().sum(axis, KEEP).log());
  }

  private static Tensor[] crossEntropy(Tensor x, Tensor labels) {
    Tensor top = x.max(-1, KEEP);
    Tensor lse = x.sub(top).exp().sum(-1, KEEP).log().add(top);
    Tensor chosen = x.gather(-1, labels.unsqueeze(-1));
    return new Tensor[] {lse.sub(chosen).mean(), lse.squeeze(-1)};
  }

  private static Tensor crossEntropyBackward(Tensor g, Tensor x, Tensor labels, Tensor lse) {
    Tensor soft = x.sub(lse.unsqueeze(-1)).exp();
    Tensor index = labels.unsqueeze(-1);
    Tensor minusOne = Functions.full(x, x.spec().of(index.shape()), -1);
    Tensor rows = g.div(Math.max(labels.shape().elements(), 1));
    return soft.scatterAdd(-1, index, minusOne).mul(rows);
  }

  private static Tensor dropout(Dropout op, Tensor x, Tensor state) {
    Tensor bits = x.engine().apply(new HostDefault.RandomBits(x.shape()), state);
    Tensor kept = bits.xor(Integer.MIN_VALUE).ge(op.threshold());
    return kept.where(x.mul(1 / (1 - op.p())), Functions.zerosLike(x));
  }

  private static Tensor pad(Pad op, Tensor x) {
    var result = op.infer(java.util.List.of(x.spec())).getFirst();
    Layout into = result.shape().layout();
    for (int i = 0; i < x.rank(); i++) {
      long step = op.between().get(i) + 1;
      long span = x.size(i) == 0 ? 0 : (x.size(i) - 1) * step + 1;
      into = into.slice(i, op.low().get(i), op.low().get(i) + span, step);
    }
    return x.engine().assemble(result, 0, List.of(new Piece(x, into)));
  }

  private static Tensor concat(Concat op, Tensor[] in) {
    List<jacobi.op.Spec> specs = new ArrayList<>();
    for (Tensor part : in) {
      specs.add(part.spec());
    }
    var result = op.infer(specs).getFirst();
    List<Piece> pieces = new ArrayList<>();
    long at = 0;
    for (Tensor part : in) {
      long end = at + part.size(op.axis());
      pieces.add(new Piece(part, result.shape().layout().slice(op.axis(), at, end, 1)));
      at = end;
    }
    return in[0].engine().assemble(result, 0, pieces);
  }

  private static Tensor[] split(Split op, Tensor x) {
    Tensor[] parts = new Tensor[op.sizes().size()];
    long start = 0;
    for (int i = 0; i < parts.length; i++) {
      long end = start + op.sizes().get(i);
      parts[i] = x.slice(op.axis(), start, end);
      start = end;
    }
    return parts;
  }
}
