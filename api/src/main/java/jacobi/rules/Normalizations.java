package jacobi.rules;

import static jacobi.tensor.Functions.div;

import jacobi.tensor.Tensor;

/// Normalizations and their backward ops; the formulas are those of the ops' docs.
final class Normalizations {
  private Normalizations() {}

  static Tensor[] rows(Tensor x, Tensor gain, Tensor bias, double eps) {
    return withoutVariance(forward(Folding.rows(x.shape(), gain.rank()), x, gain, bias, eps));
  }

  /// Of `ḡ`, `x`, gain, `μ` and `r`.
  static Tensor[] rowsBackward(Tensor[] in) {
    return backward(Folding.rows(in[1].shape(), in[2].rank()), in);
  }

  static Tensor[] groups(int groups, Tensor[] in, double eps) {
    var fold = Folding.groups(in[0].shape(), groups);
    return withoutVariance(forward(fold, in[0], in[1], in[2], eps));
  }

  /// Of `ḡ`, `x`, gain, `μ` and `r`.
  static Tensor[] groupsBackward(int groups, Tensor[] in) {
    return backward(Folding.groups(in[1].shape(), groups), in);
  }

  static Tensor[] batch(Tensor x, Tensor gain, Tensor bias, double eps) {
    return forward(Folding.batch(x.shape()), x, gain, bias, eps);
  }

  /// By kept statistics: of `x`, gain, bias, mean and variance.
  static Tensor batch(Tensor[] in, double eps) {
    var fold = Folding.batch(in[0].shape());
    Tensor scale = in[1].mul(rstd(in[4], eps));
    return in[0].sub(fold.wide(in[3])).mul(fold.wide(scale)).add(fold.wide(in[2]));
  }

  private static Tensor[] withoutVariance(Tensor[] all) {
    return new Tensor[] {all[0], all[1], all[3]};
  }

  /// `y`, `μ`, `σ²` and `r`. The variance goes over `x` a second time: `mean(x²) − μ²` would
  /// cancel.
  private static Tensor[] forward(Folding fold, Tensor x, Tensor gain, Tensor bias, double eps) {
    Tensor cut = x.reshape(fold.cut());
    Tensor mean = fold.mean(cut);
    Tensor centered = cut.sub(fold.spread(mean));
    Tensor variance = fold.mean(centered.square());
    Tensor rstd = rstd(variance, eps);
    Tensor plain = centered.mul(fold.spread(rstd)).reshape(fold.x());
    Tensor y = plain.mul(fold.wide(gain)).add(fold.wide(bias));
    return new Tensor[] {y, mean, variance, rstd};
  }

  /// `x̄`, `gain̅` and `bias̅` of rows and groups.
  private static Tensor[] backward(Folding fold, Tensor[] in) {
    Tensor g = in[0];
    Tensor gain = in[2];
    Tensor spread = fold.spread(in[4]);
    Tensor plain = in[1].reshape(fold.cut()).sub(fold.spread(in[3])).mul(spread);
    Tensor h = g.mul(fold.wide(gain)).reshape(fold.cut());
    Tensor slope = fold.spread(fold.mean(h.mul(plain)));
    Tensor back = h.sub(fold.spread(fold.mean(h))).sub(plain.mul(slope)).mul(spread);
    Tensor product = g.mul(plain.reshape(fold.x()));
    return new Tensor[] {
      back.reshape(fold.x()),
      product.sum(fold.shared()).reshape(gain.shape()),
      g.sum(fold.shared()).reshape(gain.shape())
    };
  }

  /// Where a mean is over the same values as a gain is for, two of its sums are the gradients.
  static Tensor[] batchBackward(Tensor g, Tensor x, Tensor gain, Tensor mean, Tensor rstd) {
    var fold = Folding.batch(x.shape());
    Tensor plain = x.sub(fold.spread(mean)).mul(fold.spread(rstd));
    Tensor product = g.mul(plain).sum(fold.axes());
    Tensor sum = g.sum(fold.axes());
    Tensor slope = fold.spread(product.div(fold.count()));
    Tensor rest = g.sub(fold.spread(sum.div(fold.count()))).sub(plain.mul(slope));
    return new Tensor[] {rest.mul(fold.spread(gain.mul(rstd))), product, sum};
  }

  static Tensor[] rms(Tensor x, Tensor gain, double eps) {
    var fold = Folding.rows(x.shape(), gain.rank());
    Tensor rstd = rstd(fold.mean(x.square()), eps);
    return new Tensor[] {x.mul(fold.spread(rstd)).mul(gain), rstd};
  }

  static Tensor[] rmsBackward(Tensor g, Tensor x, Tensor gain, Tensor rstd) {
    var fold = Folding.rows(x.shape(), gain.rank());
    Tensor plain = x.mul(fold.spread(rstd));
    Tensor h = g.mul(gain);
    Tensor slope = fold.spread(fold.mean(h.mul(plain)));
    Tensor back = h.sub(plain.mul(slope)).mul(fold.spread(rstd));
    return new Tensor[] {back, g.mul(plain).sum(fold.shared())};
  }

  /// `1/√(v + ε)`
  private static Tensor rstd(Tensor variance, double eps) {
    return div(1, variance.add(eps).sqrt());
  }
}
