package jacobi.models.bench;

import static jacobi.models.bench.Operands.normal;

import jacobi.models.train.Execution;
import jacobi.tensor.Tensor;
import java.util.List;

/// x (32, 64, 28, 28), w (64, 64, 3, 3) and a bias, stride 1, padding 1; back from the sum to all
/// three.
final class Convolutions {
  private static final long IMAGES = 32;
  private static final long CHANNELS = 64;
  private static final long SIZE = 28;
  private static final double FLOPS = 2.0 * IMAGES * SIZE * SIZE * CHANNELS * CHANNELS * 9;

  private Convolutions() {}

  static List<Workload> all() {
    return List.of(
        new Workload.Call("conv3x3_fwd", FLOPS, Convolutions::forward),
        new Workload.Call("conv3x3_fwdbwd", Convolutions::roundTrip));
  }

  private static Tensor x() {
    return normal(1, IMAGES, CHANNELS, SIZE, SIZE);
  }

  private static Tensor w() {
    return normal(2, CHANNELS, CHANNELS, 3, 3);
  }

  private static Tensor bias() {
    return normal(3, CHANNELS, 1, 1);
  }

  private static Runnable forward() {
    Tensor x = x();
    Tensor w = w();
    Tensor bias = bias();
    return () -> {
      Tensor y = x.conv2d(w, 1, 1);
      y.add(bias).close();
      y.close();
    };
  }

  private static Runnable roundTrip(Execution how) {
    return Operands.roundTrip(
        how, List.of(x(), w(), bias()), in -> in.get(0).conv2d(in.get(1), 1, 1).add(in.get(2)));
  }
}
