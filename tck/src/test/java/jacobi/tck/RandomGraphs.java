package jacobi.tck;

import jacobi.Jacobi;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.tensor.Keep;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;

/// Functions of three arguments, drawn by number: 5 to 30 ops on what came before, and the gradient
/// of their sum, or the gradient of that.
final class RandomGraphs {
  private static final int ROWS = 3;
  private static final int COLUMNS = 5;

  private RandomGraphs() {}

  /// Arguments of a matrix, a row and a column; every fifth draw has numbers that are none, too.
  static List<Tensor> arguments(long number) {
    Stream stream = Seed.of(number).at("arguments").stream();
    return List.of(
        draw(stream, number, ROWS, COLUMNS),
        draw(stream, number, COLUMNS),
        draw(stream, 1, ROWS, 1));
  }

  private static Tensor draw(Stream stream, long number, long... shape) {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    float[] values = new float[count];
    float[] special = {Float.NaN, Float.POSITIVE_INFINITY, -0f, Float.NEGATIVE_INFINITY, 0f};
    for (int i = 0; i < count; i++) {
      boolean odd = number % 5 == 0 && stream.nextInt(6) == 0;
      values[i] = odd ? special[stream.nextInt(5)] : stream.nextInt(4001) / 1000f - 2;
    }
    return Jacobi.tensor(values, shape);
  }

  /// What graph `number` computes.
  static List<Tensor> run(long number, int order, List<Tensor> arguments) {
    Stream stream = Seed.of(number).stream();
    List<Tensor> x = arguments.stream().map(Tensor::watch).toList();
    List<Tensor> all = new ArrayList<>(x);
    int ops = 5 + stream.nextInt(26);
    for (int i = 0; i < ops; i++) {
      all.add(next(stream, all));
    }
    Tensor sum = all.getLast().tanh().sum();
    for (int i = 3; i < all.size(); i += 2) {
      sum = sum.add(all.get(i).sin().mean());
    }
    List<Tensor> results = new ArrayList<>(List.of(sum.detach(), all.getLast().detach()));
    if (order == 2) {
      List<Tensor> first = Jacobi.gradients(sum).recorded().orZeros().of(x);
      sum = first.get(0).square().sum().add(first.get(1).mul(0.5).sum()).add(sum.mul(1e-3));
    }
    results.addAll(Jacobi.gradients(sum).orZeros().of(x));
    return results;
  }

  private static Tensor next(Stream stream, List<Tensor> all) {
    Tensor a = all.get(stream.nextInt(all.size()));
    Tensor b = all.get(stream.nextInt(all.size()));
    if (!fits(a, b)) {
      b = all.getFirst().mul(1);
      a = fits(a, b) ? a : all.get(1);
    }
    return switch (stream.nextInt(22)) {
      case 0 -> a.add(b);
      case 1 -> a.mul(b);
      case 2 -> a.sub(b);
      case 3 -> a.div(b.square().add(1));
      case 4 -> a.maximum(b);
      case 5 -> a.minimum(b);
      case 6 -> a.lt(b).where(a, b);
      case 7 -> a.tanh();
      case 8 -> a.relu();
      case 9 -> a.neg().abs().neg().exp();
      case 10 -> a.sigmoid().mul(b);
      case 11 -> a.gelu().add(0.0);
      case 12 -> a.abs().add(1).log();
      case 13 -> a.sin().mul(1).sub(0);
      case 14 -> a.sum(0, Keep.KEEP).mul(0.25);
      case 15 -> a.mean(-1, Keep.KEEP);
      case 16 -> a.le(b).cast(DType.F32).mul(a);
      case 17 -> a.rank() == 2 ? a.matmul(a.transpose()).mul(0.1).sum(1, Keep.KEEP) : a.square();
      case 18 -> a.reshape(-1).reshape(a.shape().sizes());
      case 19 -> a.div(2).add(b.mul(3));
      case 20 -> a.rank() == 2 ? a.softmax(-1) : a.exp().div(3);
      default -> a.square().add(1e-3).sqrt();
    };
  }

  private static boolean fits(Tensor a, Tensor b) {
    for (int i = 1; i <= Math.min(a.rank(), b.rank()); i++) {
      if (a.size(-i) != b.size(-i) && a.size(-i) != 1 && b.size(-i) != 1) {
        return false;
      }
    }
    return true;
  }
}
