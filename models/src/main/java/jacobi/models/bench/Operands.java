package jacobi.models.bench;

import jacobi.Jacobi;
import jacobi.models.nn.Initial;
import jacobi.models.train.Execution;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/// What the workloads compute with, and how they go back.
final class Operands {
  private Operands() {}

  /// `N(0, 1)`
  static Tensor normal(long seed, long... shape) {
    return Initial.normal(Seed.of(seed), 1, shape);
  }

  /// Evenly drawn whole numbers below a bound, such as class numbers.
  static Tensor below(int bound, long seed, long... shape) {
    Stream stream = Seed.of(seed).stream();
    int count = 1;
    for (long size : shape) {
      count = Math.toIntExact(count * size);
    }
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = stream.nextInt(bound);
    }
    return Jacobi.tensor(numbers, shape);
  }

  /// A call of a step; the scope's end frees what was made.
  static Runnable call(
      Execution how, List<Tensor> operands, Function<List<Tensor>, List<Tensor>> step) {
    var way = how.of(step);
    return () -> Scope.run(scope -> way.apply(operands).size());
  }

  /// Forward, and back from `Σ y` to every operand of floats.
  static Runnable roundTrip(
      Execution how, List<Tensor> operands, Function<List<Tensor>, Tensor> y) {
    return call(
        how,
        operands,
        in -> {
          List<Tensor> x = in.stream().map(Operands::watched).toList();
          List<Tensor> floats = x.stream().filter(at -> at.dtype().isFloat()).toList();
          return Jacobi.gradients(y.apply(x).sum()).of(floats);
        });
  }

  private static Tensor watched(Tensor x) {
    return x.dtype().isFloat() ? x.watch() : x;
  }
}
