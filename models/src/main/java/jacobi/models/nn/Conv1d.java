package jacobi.models.nn;

import jacobi.Jacobi;
import jacobi.random.Seed;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;

/// The one-dimensional convolution with a bias for each output channel: [N, in, L] → [N, out, P].
///
/// @param weight [out, in, size]
/// @param bias [out, 1]
/// @param stride from one window to the next
/// @param padding zeros at either end
public record Conv1d(Parameter weight, Parameter bias, long stride, long padding)
    implements Module {

  /// A layer of windows of `size`, which is odd, with He's first weights and a bias of zero; the
  /// padding keeps the length.
  public static Conv1d same(long in, long out, long size, Seed seed) {
    return of(in, out, size, 1, size / 2, seed);
  }

  /// A layer of windows of `size` with He's first weights and a bias of zero.
  public static Conv1d of(long in, long out, long size, long stride, long padding, Seed seed) {
    Tensor first = Initial.he(seed.at("weight"), in * size, out, in, size);
    return new Conv1d(Parameter.of(first), Parameter.of(Jacobi.zeros(out, 1)), stride, padding);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.conv1d(weight.get(), stride, padding).add(bias.get());
  }
}
