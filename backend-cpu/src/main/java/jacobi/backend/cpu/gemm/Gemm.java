package jacobi.backend.cpu.gemm;

import jacobi.backend.cpu.gemm.vector.VectorTiles;
import jacobi.backend.cpu.parallel.Workers;

/// Matrix products for the CPU backend.
///
/// ```text
/// C[i,j] = (accumulate ? C[i,j] : 0) + Σ_k A[i,k]·B[k,j]
/// ```
///
/// | operand | shape | layout |
/// |---|---|---|
/// | `a` | m × k | any steps, also zero and negative |
/// | `b` | k × n | any steps, also zero and negative |
/// | `c` | m × n | `column == 1`; overlaps neither `a` nor `b` |
///
/// Each element is the chain `c ← fma(a, b, c)` over ascending k, from zero or from `C`: the bits
/// depend on nothing else. With `k = 0` the result is zeros, or `C`.
///
/// Indexes are checked by the arrays only; a caller that passes a matrix larger than its array gets
/// an `IndexOutOfBoundsException` and a partly written `C`.
public final class Gemm {
  /// Which kernels a [Gemm] uses.
  public enum Path {
    /// Vector tiles when the module is there and they are compiled, scalar loops until then.
    BEST,
    /// Scalar loops only.
    SCALAR,
    /// Vector tiles even while they are interpreted, a thousand times slower. For tests.
    VECTOR
  }

  private final Route<float[]> floats;
  private final Route<double[]> doubles;

  /// Products on these workers.
  ///
  /// @throws IllegalStateException if `path` is VECTOR and the Vector API is absent or turned off
  public Gemm(Workers workers, Path path) {
    boolean vector = path != Path.SCALAR && vectorApi();
    if (path == Path.VECTOR && !vector) {
      throw new IllegalStateException(
          "no Vector API: start with --add-modules jdk.incubator.vector,"
              + " without -Djacobi.cpu.vector=off");
    }
    boolean cold = path == Path.VECTOR;
    floats =
        new Route<>(
            new FloatElements(),
            workers,
            vector ? VectorTiles.floats(false) : null,
            vector ? VectorTiles.floats(true) : null,
            cold);
    doubles =
        new Route<>(
            new DoubleElements(), workers, vector ? VectorTiles.doubles() : null, null, cold);
  }

  /// The instance of this process, on [Workers#shared]. Compiled tiles and packing buffers are
  /// worth sharing: there is one code cache and one set of cores.
  public static Gemm shared() {
    return Shared.GEMM;
  }

  /// Whether vector kernels may be used: the module is present and `jacobi.cpu.vector` is not
  /// `off`.
  public static boolean vectorApi() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        && !"off".equals(System.getProperty("jacobi.cpu.vector"));
  }

  /// Bits of the vectors that the tiles use.
  ///
  /// @throws IllegalStateException if there is no [#vectorApi]
  public static int vectorBits() {
    if (!vectorApi()) {
      throw new IllegalStateException("no Vector API, so no vectors");
    }
    return VectorTiles.bits();
  }

  /// A product in float.
  public void f32(
      int m,
      int n,
      int k,
      Matrix<float[]> a,
      Matrix<float[]> b,
      Matrix<float[]> c,
      boolean accumulate) {
    floats.run(m, n, k, a, b, c, accumulate);
  }

  /// A product in float with a right operand whose rows lie anywhere; `k` is not 0.
  public void f32(
      int m,
      int n,
      int k,
      Matrix<float[]> a,
      Scattered<float[]> b,
      Matrix<float[]> c,
      boolean accumulate) {
    floats.run(m, n, k, a, b, c, accumulate);
  }

  /// A product in double.
  public void f64(
      int m,
      int n,
      int k,
      Matrix<double[]> a,
      Matrix<double[]> b,
      Matrix<double[]> c,
      boolean accumulate) {
    doubles.run(m, n, k, a, b, c, accumulate);
  }

  /// `count` products in float; operands of item `i` lie `i·aStep`, `i·bStep` and `i·cStep`
  /// elements behind those of the first. A step of zero shares an operand; `C` must not be shared.
  public void f32Batch(
      int count,
      int aStep,
      int bStep,
      int cStep,
      int m,
      int n,
      int k,
      Matrix<float[]> a,
      Matrix<float[]> b,
      Matrix<float[]> c,
      boolean accumulate) {
    var first = new Product<float[]>().set(m, n, k, a, b, c, accumulate);
    floats.batch(count, aStep, bStep, cStep, first);
  }

  /// `count` products in double; operands of item `i` lie `i·aStep`, `i·bStep` and `i·cStep`
  /// elements behind those of the first. A step of zero shares an operand; `C` must not be shared.
  public void f64Batch(
      int count,
      int aStep,
      int bStep,
      int cStep,
      int m,
      int n,
      int k,
      Matrix<double[]> a,
      Matrix<double[]> b,
      Matrix<double[]> c,
      boolean accumulate) {
    var first = new Product<double[]>().set(m, n, k, a, b, c, accumulate);
    doubles.batch(count, aStep, bStep, cStep, first);
  }

  /// Whether a float product with `m` rows and `n` columns would run on compiled vector tiles now.
  /// If it would not but could, the tiles it needs are warmed in the background.
  public boolean vectorizedF32(int m, int n) {
    return floats.vectorized(m, n);
  }

  /// The same for double.
  public boolean vectorizedF64(int m, int n) {
    return doubles.vectorized(m, n);
  }

  private static final class Shared {
    static final Gemm GEMM = new Gemm(Workers.shared(), Path.BEST);
  }
}
