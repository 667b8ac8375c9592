package jacobi.models.nn;

import jacobi.Jacobi;
import jacobi.random.Seed;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;

/// The two-dimensional convolution with a bias for each output channel: [N, in, H, W] → [N, out,
/// OH, OW].
///
/// @param weight [out, in, size, size]
/// @param bias [out, 1, 1]
/// @param stride from one window to the next
/// @param padding zeros around the image
public record Conv2d(Parameter weight, Parameter bias, long stride, long padding)
    implements Module {

  /// A layer of `size × size` windows with He's first weights and a bias of zero; the padding keeps
  /// the size of the image.
  public static Conv2d same(long in, long out, long size, Seed seed) {
    return of(in, out, size, 1, size / 2, seed);
  }

  /// A layer of `size × size` windows with He's first weights and a bias of zero.
  public static Conv2d of(long in, long out, long size, long stride, long padding, Seed seed) {
    Tensor first = Initial.he(seed.at("weight"), in * size * size, out, in, size, size);
    return new Conv2d(Parameter.of(first), Parameter.of(Jacobi.zeros(out, 1, 1)), stride, padding);
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.conv2d(weight.get(), stride, padding).add(bias.get());
  }
}
