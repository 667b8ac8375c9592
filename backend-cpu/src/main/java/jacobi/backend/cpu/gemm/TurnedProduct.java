package jacobi.backend.cpu.gemm;

import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;
import java.util.function.Supplier;

/// The product seen from the other side: `Cᵀ ← Bᵀ·Aᵀ` into scratch, which is then turned into `C`.
///
/// Slivers of a `B` whose columns are dense have to be turned element by element, about as slow as
/// ten multiply-adds each. A layer of few rows on many weights turns its input and its result
/// instead, and reads the weights in place. The chains are the same.
///
/// Kept and used for the next product.
final class TurnedProduct<A> {
  /// Rows of `C` turned by one part.
  private static final int ROWS = 16;

  private final Elements<A> elements;
  private final Workers workers;
  private final Pool<A> pool;
  private final Workers.Task entering = this::enter;
  private final Workers.Task leaving = this::leave;
  private final OtherSide<A> other = new OtherSide<>();
  private final Product<A> nothing = new Product<>();
  private Product<A> p = nothing;

  /// `Cᵀ` in scratch, and what is of the same shape as each of the two.
  private final Matrix<A> result = new Matrix<>();

  private final Matrix<A> turnedResult = new Matrix<>();
  private final Matrix<A> turnedC = new Matrix<>();

  private TurnedProduct(Elements<A> elements, Workers workers, Pool<A> pool) {
    this.elements = elements;
    this.workers = workers;
    this.pool = pool;
  }

  /// What makes them: all share their scratch.
  static <A> Supplier<TurnedProduct<A>> maker(Elements<A> elements, Workers workers) {
    Pool<A> pool = new Pool<>(workers.threads(), elements::length);
    return () -> new TurnedProduct<>(elements, workers, pool);
  }

  /// Whether fewer elements have to be turned this way: `A` and `C`, back and forth, for `B`.
  static boolean pays(Product<?> p) {
    boolean turned = p.matrix().row() == 1 && p.matrix().column() != 1;
    return turned && p.m() * (p.k() + 2L * p.n()) < (long) p.n() * p.k();
  }

  void run(Product<A> product, Route<A> route) {
    p = product;
    A kept = pool.take(p.m() * p.n());
    A room = kept != null ? kept : elements.array(p.m() * p.n());
    result.put(room, 0, p.m());
    turnedResult.putTransposed(result);
    turnedC.putTransposed(p.c());
    if (p.add()) {
      share(entering);
    }
    route.run(other.into(p, result));
    share(leaving);
    other.clear();
    result.clear();
    turnedResult.clear();
    turnedC.clear();
    p = nothing;
    pool.give(room);
  }

  private void enter(int part) {
    int i = part * ROWS;
    int at = p.c().at() + i * p.c().row();
    elements.copy(turnedC, at, p.n(), Math.min(ROWS, p.m() - i), result.array(), i, p.m());
  }

  private void leave(int part) {
    int i = part * ROWS;
    var c = p.c();
    int at = c.at() + i * c.row();
    elements.copy(turnedResult, i, Math.min(ROWS, p.m() - i), p.n(), c.array(), at, c.row());
  }

  private void share(Workers.Task rows) {
    int parts = Split.count(p.m(), ROWS);
    if (Split.shared(p.flops())) {
      workers.run(parts, rows);
    } else {
      for (int part = 0; part < parts; part++) {
        rows.part(part);
      }
    }
  }
}
