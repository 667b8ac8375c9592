package jacobi.models.nn;

import jacobi.Jacobi;
import jacobi.tensor.Mode;
import jacobi.tensor.Parameter;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;

/// Channels with mean 0 and variance 1, then `gain` and `bias`: [N, C, …] → the same.
///
/// In training by the statistics of the batch, which the running ones move towards; else by the
/// running ones. The running variance estimates that of the data, so it is fed `n/(n − 1)` times
/// the variance of the `n` values of a channel.
///
/// @param gain `[C]`
/// @param bias `[C]`
/// @param mean `[C]`, running
/// @param variance `[C]`, running
/// @param momentum how far the running statistics move at each step
/// @param eps what keeps the root of a variance from 0
public record BatchNorm(
    Parameter gain, Parameter bias, State mean, State variance, double momentum, double eps)
    implements Module {

  /// A layer with a gain of 1, a bias of 0, and statistics of 0 and 1.
  public static BatchNorm of(long channels) {
    return new BatchNorm(
        Parameter.of(Jacobi.ones(channels)),
        Parameter.of(Jacobi.zeros(channels)),
        State.of(Jacobi.zeros(channels)),
        State.of(Jacobi.ones(channels)),
        0.1,
        1e-5);
  }

  @Override
  public Tensor apply(Tensor x) {
    if (!Mode.isTraining()) {
      return x.batchNorm(gain.get(), bias.get(), mean.get(), variance.get(), eps);
    }
    var batch = x.batchNormTraining(gain.get(), bias.get(), eps);
    double values = (double) x.shape().elements() / x.size(1);
    Tensor unbiased = batch.variance().detach().mul(values / Math.max(values - 1, 1));
    mean.set(mean.get().lerp(batch.mean().detach(), momentum));
    variance.set(variance.get().lerp(unbiased, momentum));
    return batch.y();
  }
}
