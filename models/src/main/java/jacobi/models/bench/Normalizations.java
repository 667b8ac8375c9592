package jacobi.models.bench;

import static jacobi.models.bench.Operands.normal;

import jacobi.Jacobi;
import jacobi.models.train.Execution;
import jacobi.tensor.Tensor;
import java.util.List;

/// The layer norm of 4096 rows of 512 with a gain and a bias; back from the sum to all three.
final class Normalizations {
  private static final long ROWS = 4096;
  private static final long WIDTH = 512;
  private static final double EPS = 1e-5;

  private Normalizations() {}

  static List<Workload> all() {
    return List.of(
        new Workload.Call("layernorm_fwd", Normalizations::forward),
        new Workload.Call("layernorm_fwdbwd", Normalizations::roundTrip));
  }

  private static List<Tensor> operands() {
    return List.of(normal(1, ROWS, WIDTH), Jacobi.ones(WIDTH), Jacobi.zeros(WIDTH));
  }

  private static Tensor norm(List<Tensor> in) {
    return in.get(0).layerNorm(in.get(1), in.get(2), EPS);
  }

  private static Runnable forward() {
    List<Tensor> in = operands();
    return () -> norm(in).close();
  }

  private static Runnable roundTrip(Execution how) {
    return Operands.roundTrip(how, operands(), Normalizations::norm);
  }
}
