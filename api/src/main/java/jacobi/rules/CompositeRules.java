package jacobi.rules;

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
import jacobi.op.Op;
import jacobi.op.Pad;
import jacobi.op.Prod;
import jacobi.op.RmsNorm;
import jacobi.op.RmsNormBackward;
import jacobi.op.RmsPropStep;
import jacobi.op.SgdStep;
import jacobi.op.Softmax;
import jacobi.op.SoftmaxBackward;
import jacobi.op.Sort;
import jacobi.op.Spec;
import jacobi.op.Split;
import jacobi.op.TopK;
import jacobi.tensor.Functions;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.Axes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The gradients of composites that have one of their own, mostly by a paired backward op; the
/// others are differentiated through their decomposition.
final class CompositeRules {
  private CompositeRules() {}

  /// Whether [#of] knows a gradient.
  static boolean has(Composite op) {
    return switch (op) {
      case LeakyRelu _, Elu _, BatchNorm _, LstmCell _, GruCell _, CumProd _, Prod _ -> false;
      case SgdStep _, NesterovStep _, AdamStep _, RmsPropStep _, AdagradStep _, LionStep _ -> false;
      case MultiStep _, ClipNorm _ -> false;
      case ActivationBackward _, SoftmaxBackward _, LogSoftmaxBackward _ -> false;
      case CrossEntropyBackward _, AttentionBackward _, LstmBackward _, GruBackward _ -> false;
      case LayerNormBackward _, RmsNormBackward _, BatchNormBackward _ -> false;
      case GroupNormBackward _, ElementwiseChain _ -> false;
      default -> true;
    };
  }

  static @Nullable Pullback of(Composite op, Tensor[] in, Tensor[] out) {
    return switch (op) {
      case Activation f -> activation(f, f.saves() == Activation.Saves.RESULT ? out[0] : in[0]);
      case Linear _ -> linear(in[0], in[1]);
      case Softmax(int axis) -> {
        Tensor y = out[0];
        yield Pullback.of(g -> apply(new SoftmaxBackward(axis), g, y));
      }
      case LogSoftmax(int axis) -> {
        Tensor y = out[0];
        yield Pullback.of(g -> apply(new LogSoftmaxBackward(axis), g, y));
      }
      case CrossEntropy _ -> crossEntropy(in[0], in[1], out[1]);
      case MeanSquaredError _ -> meanSquaredError(in[0], in[1]);
      case LogSumExp(Axes axes) -> LogSums.rule(in[0], axes, out[0]);
      case LayerNorm _ -> NormalizationRules.rows(in, out);
      case RmsNorm _ -> NormalizationRules.rms(in, out);
      case BatchNormTraining _ -> NormalizationRules.batch(in, out);
      case GroupNorm(int groups, double _) -> NormalizationRules.groups(groups, in, out);
      case Conv2d conv -> convolution(conv, in[0], in[1]);
      case Conv2dBackwardInput back -> backwardInput(back, in[0], in[1]);
      case Conv2dBackwardWeight back -> backwardWeight(back, in[0], in[1]);
      case MaxPool2d _ -> maxPool(in[0].size(2), in[0].size(3), out[1]);
      case MaxPool2dBackward _ -> maxPoolBackward(in[1]);
      case AvgPool2d pool -> averagePool(pool, in[0].size(2), in[0].size(3));
      case AvgPool2dBackward back -> Pullback.of(h -> h.engine().apply(back.of(), h));
      case Dropout dropout -> {
        Tensor state = in[1];
        yield Pullback.of(g -> apply(dropout, g, state), null);
      }
      case Pad pad -> Pullback.of(g -> cut(g, pad));
      case Concat(int axis, int _) -> concat(axis, in);
      case Split(int axis, List<Long> _) -> split(axis, out);
      case Attention attention -> Attentions.pullback(attention, in, out);
      case Embedding _ -> Embeddings.pullback(in[0], in[1]);
      case EmbeddingBackward _ -> Embeddings.backwardPullback(in[1]);
      case Lstm _ -> LongShortTermMemory.pullback(in, out);
      case Gru _ -> GatedRecurrentUnit.pullback(in, out);
      case CumSum cumulation -> Pullback.of(g -> backwards(cumulation, g));
      case Sort(int axis, boolean _) -> Selections.picked(axis, in[0], out[1]);
      case TopK(long _, int axis, boolean _) -> Selections.picked(axis, in[0], out[1]);
      case OneHot _ -> Pullback.NONE;
      default -> null;
    };
  }

  private static Tensor apply(Op op, Tensor a, Tensor b) {
    return a.engine().apply(op, a, b);
  }

  /// `x̄ᵢ = ȳᵢ + … + ȳₙ`
  private static Tensor backwards(CumSum op, Tensor g) {
    return g.engine().apply(op, g.flip(op.axis())).flip(op.axis());
  }

  private static Pullback activation(Activation f, Tensor saved) {
    return Pullback.of(g -> apply(new ActivationBackward(f), g, saved));
  }

  /// `X̄ = Ḡ·W`, `W̄ = Ḡᵀ·X`, `b̄ = Σ Ḡ` over the rows.
  private static Pullback linear(Tensor x, Tensor w) {
    return Pullback.of(
        g -> Decompositions.rows(g, w),
        g -> matrix(g).transpose().matmul(matrix(x)),
        g -> matrix(g).sum(0));
  }

  private static Tensor matrix(Tensor x) {
    return x.rank() == 2 ? x : x.reshape(-1, x.size(-1));
  }

  /// The loss through the paired op; the log-sum-exp by its own gradient, `softmax(x)`.
  private static Pullback crossEntropy(Tensor x, Tensor labels, Tensor lse) {
    return (g, needed) -> {
      Tensor loss = g[0];
      Tensor sum = g[1];
      Tensor result =
          loss == null
              ? null
              : x.engine().applyAll(new CrossEntropyBackward(), loss, x, labels, lse)[0];
      if (sum != null) {
        Tensor soft = x.sub(lse.unsqueeze(-1)).exp().mul(sum.unsqueeze(-1));
        result = result == null ? soft : result.add(soft);
      }
      return new @Nullable Tensor[] {result, null};
    };
  }

  /// `ā = 2/n·(a − b)·ḡ = −b̄`
  private static Pullback meanSquaredError(Tensor a, Tensor b) {
    double twice = 2.0 / a.shape().elements();
    return Pullback.of(g -> a.sub(b).mul(g.mul(twice)), g -> b.sub(a).mul(g.mul(twice)));
  }

  /// The three are each other's gradients.
  private static Pullback convolution(Conv2d op, Tensor x, Tensor w) {
    return Pullback.of(
        g -> apply(op.backwardInput(x.size(2), x.size(3)), g, w),
        g -> apply(op.backwardWeight(w.size(2), w.size(3)), g, x));
  }

  private static Pullback backwardInput(Conv2dBackwardInput op, Tensor y, Tensor w) {
    return Pullback.of(
        h -> apply(op.of(), h, w), h -> apply(op.of().backwardWeight(w.size(2), w.size(3)), y, h));
  }

  private static Pullback backwardWeight(Conv2dBackwardWeight op, Tensor y, Tensor x) {
    return Pullback.of(
        h -> apply(op.of(), x, h), h -> apply(op.of().backwardInput(x.size(2), x.size(3)), y, h));
  }

  private static Pullback maxPool(long height, long width, Tensor index) {
    return Pullback.of(g -> apply(new MaxPool2dBackward(height, width), g, index));
  }

  /// The two are each other's gradients.
  private static Pullback averagePool(AvgPool2d op, long height, long width) {
    return Pullback.of(g -> g.engine().apply(op.backward(height, width), g));
  }

  private static Pullback maxPoolBackward(Tensor index) {
    return Pullback.of(h -> h.flatten(2).gather(2, index.flatten(2)).reshape(index.shape()), null);
  }

  /// What is left of `g` without the zeros of a padding.
  private static Tensor cut(Tensor g, Pad pad) {
    Tensor rest = g;
    for (int i = 0; i < g.rank(); i++) {
      long end = g.size(i) - pad.high().get(i);
      rest = rest.slice(i, pad.low().get(i), end, pad.between().get(i) + 1);
    }
    return rest;
  }

  private static Pullback concat(int axis, Tensor[] in) {
    List<Long> ends = new ArrayList<>();
    long end = 0;
    for (Tensor part : in) {
      end += part.size(axis);
      ends.add(end);
    }
    return (g, needed) -> {
      var parts = new @Nullable Tensor[ends.size()];
      long start = 0;
      for (int i = 0; i < parts.length; i++) {
        Tensor all = java.util.Objects.requireNonNull(g[0]);
        parts[i] = needed[i] ? all.slice(axis, start, ends.get(i)) : null;
        start = ends.get(i);
      }
      return parts;
    };
  }

  /// The cotangents of the parts together; of one that nothing came to, zeros.
  private static Pullback split(int axis, Tensor[] out) {
    List<Spec> specs = Stream.of(out).map(Tensor::spec).toList();
    return (g, needed) -> {
      Tensor any = Stream.of(g).filter(Objects::nonNull).findFirst().orElseThrow();
      List<Tensor> parts = new ArrayList<>();
      for (int i = 0; i < g.length; i++) {
        Tensor known = g[i];
        parts.add(known == null ? Functions.full(any, specs.get(i), 0) : known);
      }
      return new @Nullable Tensor[] {Functions.concat(axis, parts)};
    };
  }
}
