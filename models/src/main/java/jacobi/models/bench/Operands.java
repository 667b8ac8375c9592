package jacobi.models.bench;

import jacobi.Jacobi;
import jacobi.models.nn.Initial;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.function.Supplier;

/// What the workloads compute with, and how they go back.
final class Operands {
  private Operands() {}

  /// `N(0, 1)`
  static Tensor normal(long seed, long... shape) {
    return Initial.normal(Seed.of(seed), 1, shape);
  }

  /// Class numbers.
  static Tensor labels(long seed, int count, int classes) {
    Stream stream = Seed.of(seed).stream();
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = stream.nextInt(classes);
    }
    return Jacobi.tensor(labels);
  }

  /// Forward, and back from `Σ y` to every `x`; the scope's end frees what was made on the way.
  static void roundTrip(Supplier<Tensor> y, List<Tensor> x) {
    int reached = Scope.run(scope -> Jacobi.gradients(y.get().sum()).of(x).size());
    if (reached != x.size()) {
      throw new IllegalStateException(reached + " gradients of " + x.size());
    }
  }
}
