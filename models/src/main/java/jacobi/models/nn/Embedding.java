package jacobi.models.nn;

import jacobi.random.Seed;
import jacobi.tensor.Parameter;
import jacobi.tensor.Tensor;

/// A learned row for each index: […] → […, width].
///
/// @param weight [rows, width]
public record Embedding(Parameter weight) implements Module {

  /// A table with first values of `N(0, 1)`.
  public static Embedding of(long rows, long width, Seed seed) {
    return of(rows, width, 1, seed);
  }

  /// A table with first values of `N(0, deviation²)`.
  public static Embedding of(long rows, long width, double deviation, Seed seed) {
    return new Embedding(Parameter.of(Initial.normal(seed.at("weight"), deviation, rows, width)));
  }

  @Override
  public Tensor apply(Tensor index) {
    return weight.get().embedding(index);
  }
}
