package jacobi.models.nn;

import jacobi.Jacobi;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;

/// Groups of channels of each sample with mean 0 and variance 1, then `gain` and `bias`: [N, C, …]
/// → the same.
///
/// @param gain `[C]`
/// @param bias `[C]`
/// @param groups how many; 1 for all channels together, `C` for instance norm
/// @param eps what keeps the root of a variance from 0
public record GroupNorm(Parameter gain, Parameter bias, int groups, double eps) implements Module {

  /// A layer with a gain of 1 and a bias of 0.
  public static GroupNorm of(int groups, long channels) {
    return new GroupNorm(
        Parameter.of(Jacobi.ones(channels)), Parameter.of(Jacobi.zeros(channels)), groups, 1e-5);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.groupNorm(groups, gain.get(), bias.get(), eps);
  }
}
