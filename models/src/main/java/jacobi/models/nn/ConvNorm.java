package jacobi.models.nn;

import jacobi.random.Seed;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;

/// A two-dimensional convolution and batch norm behind it: [N, in, H, W] → [N, out, OH, OW].
///
/// The convolution has no bias: the norm would subtract it again.
///
/// @param weight [out, in, size, size]
/// @param norm of the `out` channels
/// @param stride from one window to the next
/// @param padding zeros around the image
public record ConvNorm(Parameter weight, BatchNorm norm, long stride, long padding)
    implements Module {

  /// A layer of `size × size` windows, which is odd, with He's first weights; with a stride of 1
  /// the padding keeps the size of the image.
  public static ConvNorm of(long in, long out, long size, long stride, Seed seed) {
    Tensor first = Initial.he(seed.at("weight"), in * size * size, out, in, size, size);
    return new ConvNorm(Parameter.of(first), BatchNorm.of(out), stride, size / 2);
  }

  @Override
  public Tensor apply(Tensor x) {
    return norm.apply(x.conv2d(weight.get(), stride, padding));
  }
}
