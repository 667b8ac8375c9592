package jacobi.models.nn;

import jacobi.Jacobi;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;

/// First values of parameters, drawn on the host, so that they are the same for every backend.
public final class Initial {
  private Initial() {}

  /// `N(0, 2/fanIn)`, for layers before a rectifier.
  ///
  /// Source: He et al., *Delving deep into rectifiers*, 2015.
  public static Tensor he(Seed seed, long fanIn, long... shape) {
    return normal(seed, StrictMath.sqrt(2.0 / fanIn), shape);
  }

  /// `U(−a, a)` with `a = √(6/(fanIn + fanOut))`.
  ///
  /// Source: Glorot and Bengio, *Understanding the difficulty of training deep feedforward
  /// networks*, 2010.
  public static Tensor glorot(Seed seed, long fanIn, long fanOut, long... shape) {
    double limit = StrictMath.sqrt(6.0 / (fanIn + fanOut));
    Stream stream = seed.stream();
    float[] values = new float[count(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (limit * (2 * stream.nextDouble() - 1));
    }
    return Jacobi.tensor(values, shape);
  }

  /// `N(0, σ²)`
  public static Tensor normal(Seed seed, double deviation, long... shape) {
    Stream stream = seed.stream();
    float[] values = new float[count(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * stream.nextGaussian());
    }
    return Jacobi.tensor(values, shape);
  }

  private static int count(long... shape) {
    return Math.toIntExact(Shape.of(shape).elements());
  }
}
