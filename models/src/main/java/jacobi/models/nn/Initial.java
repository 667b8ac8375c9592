package jacobi.models.nn;

import jacobi.Jacobi;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;

/// First values of parameters, drawn on the host, so that they are the same for every backend.
public final class Initial {
  /// Deviations beyond which a truncated normal number is drawn again.
  private static final double CUT = 2;

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
    return uniform(seed, StrictMath.sqrt(6.0 / (fanIn + fanOut)), shape);
  }

  /// `N(0, 2/(fanIn + fanOut))`; the source is [#glorot]'s.
  public static Tensor glorotNormal(Seed seed, long fanIn, long fanOut, long... shape) {
    return normal(seed, StrictMath.sqrt(2.0 / (fanIn + fanOut)), shape);
  }

  /// `U(−a, a)` with `a = √(6/fanIn)`; the source is [#he]'s.
  public static Tensor heUniform(Seed seed, long fanIn, long... shape) {
    return uniform(seed, StrictMath.sqrt(6.0 / fanIn), shape);
  }

  /// `U(−limit, limit)`
  public static Tensor uniform(Seed seed, double limit, long... shape) {
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

  /// `N(0, σ²)` without what is further than `2σ` from 0, which is drawn again.
  public static Tensor truncatedNormal(Seed seed, double deviation, long... shape) {
    Stream stream = seed.stream();
    float[] values = new float[count(shape)];
    for (int i = 0; i < values.length; i++) {
      double drawn = stream.nextGaussian();
      while (Math.abs(drawn) > CUT) {
        drawn = stream.nextGaussian();
      }
      values[i] = (float) (deviation * drawn);
    }
    return Jacobi.tensor(values, shape);
  }

  /// `gain·Q` with orthonormal rows, or columns if these are fewer, of the matrix that the axes
  /// after the first make up; all such matrices are equally likely.
  ///
  /// Source: Saxe et al., *Exact solutions to the nonlinear dynamics of learning in deep linear
  /// neural networks*, 2014.
  public static Tensor orthogonal(Seed seed, double gain, long... shape) {
    int count = count(shape);
    int rows = Math.toIntExact(shape[0]);
    int columns = rows == 0 ? 0 : count / rows;
    double[][] basis = basis(seed.stream(), Math.min(rows, columns), Math.max(rows, columns));
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      int row = i / columns;
      int column = i % columns;
      values[i] = (float) (gain * (rows <= columns ? basis[row][column] : basis[column][row]));
    }
    return Jacobi.tensor(values, shape);
  }

  /// Gram and Schmidt on normal vectors; twice each, which leaves nothing but rounding.
  private static double[][] basis(Stream stream, int vectors, int length) {
    double[][] basis = new double[vectors][length];
    for (int i = 0; i < vectors; i++) {
      double[] x = basis[i];
      for (int k = 0; k < length; k++) {
        x[k] = stream.nextGaussian();
      }
      for (int j = 0; j < 2 * i; j++) {
        subtract(x, basis[j % i], dot(x, basis[j % i]));
      }
      double norm = StrictMath.sqrt(dot(x, x));
      for (int k = 0; k < length; k++) {
        x[k] /= norm;
      }
    }
    return basis;
  }

  private static void subtract(double[] x, double[] y, double times) {
    for (int k = 0; k < x.length; k++) {
      x[k] -= times * y[k];
    }
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += x[k] * y[k];
    }
    return sum;
  }

  private static int count(long... shape) {
    return Math.toIntExact(Shape.of(shape).elements());
  }
}
