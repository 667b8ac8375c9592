package jacobi.models.bench;

import static jacobi.models.bench.Operands.below;
import static jacobi.models.bench.Operands.normal;

import jacobi.models.train.Execution;
import jacobi.tensor.Tensor;
import java.util.List;

/// 4096 rows of a table of 10,000 rows of 256; back from the sum to the whole table.
final class Embeddings {
  private static final int ROWS = 10_000;
  private static final long WIDTH = 256;
  private static final long INDICES = 4096;

  private Embeddings() {}

  static List<Workload> all() {
    return List.of(
        new Workload.Call("embedding_fwd", Embeddings::forward),
        new Workload.Call("embedding_fwdbwd", Embeddings::roundTrip));
  }

  private static List<Tensor> operands() {
    return List.of(normal(1, ROWS, WIDTH), below(ROWS, 2, INDICES));
  }

  private static Tensor rows(List<Tensor> in) {
    return in.get(0).embedding(in.get(1));
  }

  private static Runnable forward() {
    List<Tensor> in = operands();
    return () -> rows(in).close();
  }

  private static Runnable roundTrip(Execution how) {
    return Operands.roundTrip(how, operands(), Embeddings::rows);
  }
}
