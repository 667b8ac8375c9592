package jacobi.tensor;

import jacobi.op.BatchNorm;
import jacobi.op.BatchNormTraining;
import jacobi.op.GroupNorm;
import jacobi.op.LayerNorm;
import jacobi.op.RmsNorm;

/// Moving and scaling to a common mean and variance. `eps`, at least 0, is added to variances and
/// keeps their roots from 0; 1e-5 is usual.
public sealed interface Normalizing permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// Rows `(x − mean)/√(variance + eps)·gain + bias`; a row is what lies along the last axes, those
  /// of `gain` and `bias`.
  default Tensor layerNorm(Tensor gain, Tensor bias, double eps) {
    return Tensor.all(new LayerNorm(eps), self(), gain, bias).getFirst();
  }

  /// Rows `x/√(mean(x²) + eps)·gain`; a row is what lies along the last axes, those of `gain`.
  default Tensor rmsNorm(Tensor gain, double eps) {
    return Tensor.all(new RmsNorm(eps), self(), gain).getFirst();
  }

  /// Rows `x/√(mean(x²) + eps)·gain + bias`.
  default Tensor rmsNorm(Tensor gain, Tensor bias, double eps) {
    return rmsNorm(gain, eps).add(bias);
  }

  /// Channels `(x − mean)/√(variance + eps)·gain + bias` of [N, C, …] by kept statistics; the
  /// others are `[C]`.
  default Tensor batchNorm(Tensor gain, Tensor bias, Tensor mean, Tensor variance, double eps) {
    return Tensor.all(new BatchNorm(eps), self(), gain, bias, mean, variance).getFirst();
  }

  /// Channels `(x − mean)/√(variance + eps)·gain + bias` of [N, C, …] by the statistics of the
  /// batch; gain and bias are `[C]`.
  default Batch batchNormTraining(Tensor gain, Tensor bias, double eps) {
    var all = Tensor.all(new BatchNormTraining(eps), self(), gain, bias);
    return new Batch(all.get(0), all.get(1), all.get(2));
  }

  /// Groups of channels of each sample of [N, C, …] `(x − mean)/√(variance + eps)`, then gain and
  /// bias `[C]`.
  default Tensor groupNorm(int groups, Tensor gain, Tensor bias, double eps) {
    return Tensor.all(new GroupNorm(groups, eps), self(), gain, bias).getFirst();
  }

  /// Each channel of each sample of [N, C, …] `(x − mean)/√(variance + eps)`, then gain and bias
  /// `[C]`.
  default Tensor instanceNorm(Tensor gain, Tensor bias, double eps) {
    return groupNorm(Math.toIntExact(gain.shape().elements()), gain, bias, eps);
  }

  /// A normalized batch and its statistics.
  ///
  /// @param y the shape of `x`
  /// @param mean `[C]`
  /// @param variance `[C]`, biased: divided by the number of values
  record Batch(Tensor y, Tensor mean, Tensor variance) {}
}
