package jacobi.backend.cpu.gemm;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One product `C ← (add ? C : 0) + A·B`; `a` is m×k, `b` is k×n, `c` is m×n with dense rows. Kept
/// and set anew for the next.
///
/// @param <A> `float[]` or `double[]`
final class Product<A> {
  private int m;
  private int n;
  private int k;
  private @Nullable Matrix<A> a;
  private @Nullable Right<A> b;
  private @Nullable Matrix<A> c;
  private boolean add;

  Product<A> set(int m, int n, int k, Matrix<A> a, Right<A> b, Matrix<A> c, boolean add) {
    if (m < 0 || n < 0 || k < 0) {
      throw new IllegalArgumentException("negative size " + m + "×" + n + "×" + k);
    }
    if (n > 1 && c.column() != 1) {
      throw new IllegalArgumentException(
          "rows of C must be dense, but their step is " + c.column());
    }
    this.m = m;
    this.n = n;
    this.k = k;
    this.a = a;
    this.b = b;
    this.c = c;
    this.add = add;
    return this;
  }

  /// Lets go of the operands.
  void clear() {
    a = null;
    b = null;
    c = null;
  }

  int m() {
    return m;
  }

  int n() {
    return n;
  }

  int k() {
    return k;
  }

  Matrix<A> a() {
    return Objects.requireNonNull(a);
  }

  Right<A> b() {
    return Objects.requireNonNull(b);
  }

  Matrix<A> c() {
    return Objects.requireNonNull(c);
  }

  boolean add() {
    return add;
  }

  /// The right operand where it is known to lie in an array.
  Matrix<A> matrix() {
    return (Matrix<A>) b();
  }

  /// The same product further on in all three arrays.
  Product<A> shifted(int aBy, int bBy, int cBy) {
    var moved = new Product<A>();
    return moved.set(m, n, k, a().shifted(aBy), matrix().shifted(bBy), c().shifted(cBy), add);
  }

  /// Multiplications and additions, as one number that does not overflow.
  double flops() {
    return 2.0 * m * n * k;
  }
}
