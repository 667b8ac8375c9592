package jacobi.models.nn;

import jacobi.Jacobi;
import jacobi.op.Sliding;
import jacobi.random.Seed;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;

/// The transposed convolution with a bias for each output channel: [N, in, H, W] → [N, out, OH, OW]
/// with `OH = (H − 1)·stride − 2·padding + size + outputPadding`, and `OW` likewise.
///
/// @param weight [in, out, size, size]
/// @param bias [out, 1, 1]
/// @param stride from where one element goes to where the next does
/// @param padding cut off all around
/// @param outputPadding more rows below and columns to the right, fewer than the stride
public record ConvTranspose2d(
    Parameter weight, Parameter bias, long stride, long padding, long outputPadding)
    implements Module {

  /// A layer that makes planes `scale` times as high and wide by windows of twice that, or one less
  /// if it is odd.
  public static ConvTranspose2d upscaling(long in, long out, long scale, Seed seed) {
    return of(in, out, 2 * scale - scale % 2, scale, scale / 2, 0, seed);
  }

  /// A layer of `size × size` windows with He's first weights and a bias of zero. An output sees
  /// `in·(size/stride)²` weights, on average.
  public static ConvTranspose2d of(
      long in, long out, long size, long stride, long padding, long outputPadding, Seed seed) {
    long seen = Math.max(in * size * size / (stride * stride), 1);
    Tensor first = Initial.he(seed.at("weight"), seen, in, out, size, size);
    Parameter bias = Parameter.of(Jacobi.zeros(out, 1, 1));
    return new ConvTranspose2d(Parameter.of(first), bias, stride, padding, outputPadding);
  }

  @Override
  public Tensor apply(Tensor x) {
    var sliding = Sliding.of(stride, padding);
    return x.convTranspose2d(weight.get(), sliding, sliding, outputPadding, outputPadding, 1)
        .add(bias.get());
  }
}
