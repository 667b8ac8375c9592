package jacobi.backend.cpu.gemm;

/// A product seen from the other side, `Cᵀ ← Bᵀ·Aᵀ`. Kept and set anew for the next.
final class OtherSide<A> {
  private final Product<A> product = new Product<>();
  private final Matrix<A> a = new Matrix<>();
  private final Matrix<A> b = new Matrix<>();
  private final Matrix<A> c = new Matrix<>();

  /// Into the same `C`; needs one row, or one dense column.
  Product<A> of(Product<A> p) {
    return into(p, c.putTransposed(p.c()));
  }

  /// Into a `Cᵀ` of its own.
  Product<A> into(Product<A> p, Matrix<A> result) {
    a.putTransposed(p.matrix());
    b.putTransposed(p.a());
    return product.set(p.n(), p.m(), p.k(), a, b, result, p.add());
  }

  /// Lets go of the arrays.
  void clear() {
    a.clear();
    b.clear();
    c.clear();
  }
}
