package jacobi.backend.cpu.gemm;

import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;

/// The product seen from the other side: `Cᵀ ← Bᵀ·Aᵀ` into scratch, which is then turned into `C`.
///
/// Slivers of a `B` whose columns are dense have to be turned element by element, about as slow as
/// ten multiply-adds each. A layer of few rows on many weights turns its input and its result
/// instead, and reads the weights in place. The chains are the same.
final class TurnedProduct<A> {
  /// Rows of `C` turned by one part.
  private static final int ROWS = 16;

  private final Elements<A> elements;
  private final Workers workers;
  private final Pool<A> pool;
  private final Product<A> p;

  TurnedProduct(Elements<A> elements, Workers workers, Pool<A> pool, Product<A> p) {
    this.elements = elements;
    this.workers = workers;
    this.pool = pool;
    this.p = p;
  }

  /// Whether fewer elements have to be turned this way: `A` and `C`, back and forth, for `B`.
  static boolean pays(Product<?> p) {
    boolean turned = p.matrix().row() == 1 && p.matrix().column() != 1;
    return turned && p.m() * (p.k() + 2L * p.n()) < (long) p.n() * p.k();
  }

  void run(Route<A> route) {
    int m = p.m();
    int n = p.n();
    A kept = pool.take(m * n);
    A room = kept != null ? kept : elements.array(m * n);
    var c = p.c();
    var other = Matrix.rowMajor(room, 0, m);
    if (p.add()) {
      share(i -> {
        int rows = Math.min(ROWS, m - i);
        elements.copy(c.transposed(), c.at() + i * c.row(), n, rows, room, i, m);
      });
    }
    route.run(
        new Product<>(n, m, p.k(), p.matrix().transposed(), p.a().transposed(), other, p.add()));
    share(i -> {
      int rows = Math.min(ROWS, m - i);
      elements.copy(other.transposed(), i, rows, n, c.array(), c.at() + i * c.row(), c.row());
    });
    pool.give(room);
  }

  private interface Rows {
    void from(int row);
  }

  private void share(Rows rows) {
    int parts = Split.count(p.m(), ROWS);
    if (Split.shared(p.flops())) {
      workers.run(parts, part -> rows.from(part * ROWS));
    } else {
      for (int part = 0; part < parts; part++) {
        rows.from(part * ROWS);
      }
    }
  }
}
