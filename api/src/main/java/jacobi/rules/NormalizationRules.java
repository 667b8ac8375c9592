package jacobi.rules;

import jacobi.op.BatchNormBackward;
import jacobi.op.Composite;
import jacobi.op.GroupNormBackward;
import jacobi.op.LayerNormBackward;
import jacobi.op.RmsNormBackward;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/// The gradients of normalizations: that of `y` by the paired op; those of the statistics, which a
/// second derivative comes through, by their formulas.
final class NormalizationRules {
  private NormalizationRules() {}

  static Pullback rows(Tensor[] in, Tensor[] out) {
    return of(Folding.rows(in[0].shape(), in[1].rank()), new LayerNormBackward(), in, out);
  }

  static Pullback groups(int groups, Tensor[] in, Tensor[] out) {
    return of(Folding.groups(in[0].shape(), groups), new GroupNormBackward(groups), in, out);
  }

  /// Of rows and groups, with results `y`, `μ` and `r`.
  private static Pullback of(Folding fold, Composite backward, Tensor[] in, Tensor[] out) {
    Tensor x = in[0];
    Tensor gain = in[1];
    Tensor mean = out[1];
    Tensor rstd = out[2];
    return (g, needed) -> {
      @Nullable Tensor[] back = paired(backward, g[0], x, gain, mean, rstd);
      back[0] = plus(back[0], byMean(fold, g[1]));
      back[0] = plus(back[0], byVariance(fold, variance(null, g[2], rstd), x, mean));
      return back;
    };
  }

  /// Of the batch, with results `y`, `μ`, `σ²` and `r`.
  static Pullback batch(Tensor[] in, Tensor[] out) {
    var fold = Folding.batch(in[0].shape());
    Tensor x = in[0];
    Tensor gain = in[1];
    Tensor mean = out[1];
    Tensor rstd = out[3];
    return (g, needed) -> {
      @Nullable Tensor[] back = paired(new BatchNormBackward(), g[0], x, gain, mean, rstd);
      back[0] = plus(back[0], byMean(fold, g[1]));
      back[0] = plus(back[0], byVariance(fold, variance(g[2], g[3], rstd), x, mean));
      return back;
    };
  }

  /// Of the root mean square, with results `y` and `r`.
  static Pullback rms(Tensor[] in, Tensor[] out) {
    Tensor x = in[0];
    Tensor gain = in[1];
    Tensor rstd = out[1];
    var fold = Folding.rows(x.shape(), gain.rank());
    return (g, needed) -> {
      var back = new @Nullable Tensor[2];
      if (g[0] != null) {
        Tensor[] both = x.engine().applyAll(new RmsNormBackward(), g[0], x, gain, rstd);
        back[0] = both[0];
        back[1] = both[1];
      }
      back[0] = plus(back[0], byVariance(fold, variance(null, g[1], rstd), x, null));
      return back;
    };
  }

  private static @Nullable Tensor[] paired(
      Composite op, @Nullable Tensor g, Tensor x, Tensor gain, Tensor mean, Tensor rstd) {
    var back = new @Nullable Tensor[3];
    if (g != null) {
      Tensor[] three = x.engine().applyAll(op, g, x, gain, mean, rstd);
      System.arraycopy(three, 0, back, 0, three.length);
    }
    return back;
  }

  /// `x̄ = μ̄/n`
  private static @Nullable Tensor byMean(Folding fold, @Nullable Tensor g) {
    return g == null ? null : fold.spread(g.div(fold.count())).expand(fold.cut()).reshape(fold.x());
  }

  /// What `σ²` and `r` together ask of `σ²`: `v̄ − ½·r³·r̄`.
  private static @Nullable Tensor variance(@Nullable Tensor v, @Nullable Tensor r, Tensor rstd) {
    return plus(v, r == null ? null : r.mul(rstd.square().mul(rstd)).mul(-0.5));
  }

  /// `x̄ = 2/n·(x − μ)·v̄`; without a mean it is 0.
  private static @Nullable Tensor byVariance(
      Folding fold, @Nullable Tensor g, Tensor x, @Nullable Tensor mean) {
    if (g == null) {
      return null;
    }
    Tensor cut = x.reshape(fold.cut());
    Tensor centered = mean == null ? cut : cut.sub(fold.spread(mean));
    return centered.mul(fold.spread(g.mul(2.0 / fold.count()))).reshape(fold.x());
  }

  private static @Nullable Tensor plus(@Nullable Tensor a, @Nullable Tensor b) {
    return a == null ? b : b == null ? a : a.add(b);
  }
}
