package jacobi.models.bench;

import static jacobi.models.bench.Operands.normal;

import jacobi.tensor.Tensor;
import java.util.List;

/// The sum and the softmax over the last axis of 1024×1024 elements.
final class Reductions {
  private static final long SIZE = 1024;

  private Reductions() {}

  static List<Workload> all() {
    return List.of(
        new Workload.Call("reduce_rowsum", Reductions::sum),
        new Workload.Call("reduce_softmax", Reductions::softmax));
  }

  private static Runnable sum() {
    Tensor a = normal(1, SIZE, SIZE);
    return () -> a.sum(1).close();
  }

  private static Runnable softmax() {
    Tensor a = normal(1, SIZE, SIZE);
    return () -> a.softmax(1).close();
  }
}
