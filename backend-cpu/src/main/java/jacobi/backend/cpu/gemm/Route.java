package jacobi.backend.cpu.gemm;

import jacobi.backend.cpu.gemm.vector.Tiles;
import jacobi.backend.cpu.parallel.Spare;
import jacobi.backend.cpu.parallel.Workers;
import org.jspecify.annotations.Nullable;

/// Chooses the way through for products of one element type. All ways give the same bits.
final class Route<A> {
  /// Below this many multiply-adds, setting up anything costs more than the plain loops.
  private static final long PLAIN = 512;

  /// Operations that one part of a batch does at least.
  private static final double PART = 1e6;

  /// From here on a single product of a batch keeps all threads busy.
  private static final double WHOLE = 3e7;

  private final Elements<A> elements;
  private final Workers workers;
  private final @Nullable Tiles<A> tiles;
  private final @Nullable Tiles<A> scattered;
  private final boolean evenCold;
  private final Spare<Product<A>> products = new Spare<>(Product::new);
  private final Spare<OtherSide<A>> others = new Spare<>(OtherSide::new);
  private final Spare<Dots<A>> dots;
  private final Spare<TurnedProduct<A>> turned;
  private final Spare<TiledProduct<A>> tiled;
  private final Spare<StagedProduct<A>> staged;

  Route(
      Elements<A> elements,
      Workers workers,
      @Nullable Tiles<A> tiles,
      @Nullable Tiles<A> scattered,
      boolean evenCold) {
    this.elements = elements;
    this.workers = workers;
    this.tiles = tiles;
    this.scattered = scattered;
    this.evenCold = evenCold;
    dots = new Spare<>(() -> new Dots<>(elements, workers));
    turned = new Spare<>(TurnedProduct.maker(elements, workers));
    tiled = new Spare<>(TiledProduct.maker(elements, workers));
    staged = new Spare<>(StagedProduct.maker(elements, workers));
  }

  void run(int m, int n, int k, Matrix<A> a, Right<A> b, Matrix<A> c, boolean add) {
    Product<A> p = products.take().set(m, n, k, a, b, c, add);
    run(p);
    p.clear();
    products.give(p);
  }

  void run(Product<A> p) {
    if (p.m() == 0 || p.n() == 0) {
      return;
    }
    if (!(p.b() instanceof Matrix<A> b)) {
      blocked(p, scattered);
    } else if ((long) p.m() * p.n() * p.k() <= PLAIN) {
      elements.plain(p);
    } else if (p.n() == 1 && p.a().column() == 1) {
      dots(p);
    } else if (p.m() == 1 && b.row() == 1) {
      OtherSide<A> other = others.take();
      dots(other.of(p));
      other.clear();
      others.give(other);
    } else if (p.m() > 1 && p.n() == 1 && p.a().row() == 1 && p.c().row() == 1) {
      OtherSide<A> other = others.take();
      run(other.of(p));
      other.clear();
      others.give(other);
    } else if (TurnedProduct.pays(p)) {
      TurnedProduct<A> way = turned.take();
      way.run(p, this);
      turned.give(way);
    } else {
      blocked(p, tiles);
    }
  }

  private void blocked(Product<A> p, @Nullable Tiles<A> by) {
    if (by != null && (evenCold || by.ready(by.needed(p.m(), p.n())))) {
      TiledProduct<A> way = tiled.take();
      way.run(p, by);
      tiled.give(way);
    } else {
      StagedProduct<A> way = staged.take();
      way.run(p);
      staged.give(way);
    }
  }

  /// `count` products whose operands lie `aStep`, `bStep` and `cStep` elements apart. Small ones
  /// are spread over the threads whole, large ones one after the other, each on all threads.
  void batch(int count, int aStep, int bStep, int cStep, Product<A> p) {
    int group = (int) Math.clamp(Math.ceil(PART / Math.max(1, p.flops())), 1, Math.max(1, count));
    boolean spread = p.flops() < WHOLE && group < count;
    Workers.Task items =
        part -> {
          for (int i = part * group; i < Math.min(count, (part + 1) * group); i++) {
            run(p.shifted(i * aStep, i * bStep, i * cStep));
          }
        };
    int parts = Split.count(count, group);
    if (spread) {
      workers.run(parts, items);
    } else {
      for (int part = 0; part < parts; part++) {
        items.part(part);
      }
    }
  }

  /// Whether a product of this many rows and columns would run on vector tiles now; if not, asks
  /// for them.
  boolean vectorized(int m, int n) {
    return tiles != null && tiles.ready(tiles.needed(m, n));
  }

  private void dots(Product<A> p) {
    Dots<A> way = dots.take();
    way.run(p);
    dots.give(way);
  }
}
