package jacobi.backend.cpu.gemm;

import jacobi.backend.cpu.parallel.Workers;
import org.jspecify.annotations.Nullable;

/// A product with one column, some rows a part. Kept and used for the next.
final class Dots<A> implements Workers.Task {
  /// Rows that one part computes at least.
  private static final int LEAST = 64;

  private static final int MOST_PARTS = 16;

  private final Elements<A> elements;
  private final Workers workers;
  private @Nullable Product<A> product;
  private int rows;

  Dots(Elements<A> elements, Workers workers) {
    this.elements = elements;
    this.workers = workers;
  }

  void run(Product<A> p) {
    int parts = Split.shared(p.flops()) ? Split.count(p.m(), LEAST) : 1;
    rows = Split.up(Split.count(p.m(), Math.min(parts, MOST_PARTS)), 8);
    product = p;
    workers.run(Split.count(p.m(), rows), this);
    product = null;
  }

  @Override
  public void part(int index) {
    Product<A> p = product;
    if (p != null) {
      elements.dots(p, index * rows, Math.min(p.m(), (index + 1) * rows));
    }
  }
}
