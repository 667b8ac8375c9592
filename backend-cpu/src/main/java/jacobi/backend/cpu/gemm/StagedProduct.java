package jacobi.backend.cpu.gemm;

import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The product without the Vector API: rows are staged in arrays of their own, so that C2
/// vectorizes the inner loop by itself.
///
/// ```text
/// for 512 columns of C, for 128 steps of k:  copy those rows of B
///   for 4 rows of C:  copy in;  for 4 steps of k: one pass over the columns;  copy out
/// ```
///
/// Four rows by four steps do 16 multiply-adds per 8 loads and 4 stores; plain loops reach a
/// thirtieth of it. Without FMA instructions `Math.fma` computes exactly in software and is slow,
/// with the same bits.
///
/// Kept and used for the next product.
final class StagedProduct<A> implements Workers.Task {
  private static final int DEPTH = 128;
  private static final int COLUMNS = 512;
  private static final int ROWS = 4;

  private final Elements<A> elements;
  private final Pool<Stage<A>> stages;
  private final Workers workers;
  private final Split split = new Split();
  private final Product<A> nothing = new Product<>();
  private Product<A> p = nothing;

  private StagedProduct(Elements<A> elements, Pool<Stage<A>> stages, Workers workers) {
    this.elements = elements;
    this.stages = stages;
    this.workers = workers;
  }

  /// What makes them: all share their scratch.
  static <A> Supplier<StagedProduct<A>> maker(Elements<A> elements, Workers workers) {
    Pool<Stage<A>> stages = Stage.pool(workers.threads() + 1);
    return () -> new StagedProduct<>(elements, stages, workers);
  }

  /// Scratch of one part: rows of `B`, rows of `C`, coefficients of four rows of `A`.
  static final class Stage<A> {
    private final A[] b;
    private final A[] c;
    private final A a;

    private Stage(Elements<A> elements) {
      b = elements.arrays(DEPTH, COLUMNS);
      c = elements.arrays(ROWS, COLUMNS);
      a = elements.array(ROWS * DEPTH);
    }

    static <A> Pool<Stage<A>> pool(int slots) {
      return new Pool<>(slots, stage -> DEPTH);
    }
  }

  void run(Product<A> product) {
    p = product;
    // Slivers of 64 so that a split of the columns leaves long loops.
    split.set(p.m(), p.n(), p.k(), 64, elements.bytes());
    if (Split.shared(p.flops())) {
      workers.run(split.parts(), this);
    } else {
      for (int i = 0; i < split.parts(); i++) {
        part(i);
      }
    }
    p = nothing;
  }

  @Override
  public void part(int index) {
    int i = index / split.columnBlocks() * split.rows();
    int j = index % split.columnBlocks() * split.columns();
    int rows = Math.min(split.rows(), p.m() - i);
    int end = Math.min(j + split.columns(), p.n());
    @Nullable Stage<A> kept = stages.take(0);
    Stage<A> stage = kept != null ? kept : new Stage<>(elements);
    for (int at = j; at < end; at += COLUMNS) {
      for (int step = 0; step < p.k(); step += DEPTH) {
        block(stage, i, rows, at, Math.min(COLUMNS, end - at), step);
      }
    }
    stages.give(stage);
  }

  private void block(Stage<A> stage, int i, int rows, int j, int columns, int step) {
    int depth = Math.min(DEPTH, p.k() - step);
    for (int q = 0; q < Split.up(depth, 4); q++) {
      if (q < depth) {
        elements.copy(p.b(), step + q, 1, j, columns, stage.b[q], 0, 0);
      } else {
        elements.zero(stage.b[q], 0, columns);
      }
    }
    for (int r = 0; r < rows; r += ROWS) {
      strip(stage, i + r, Math.min(ROWS, rows - r), j, columns, step, depth);
    }
  }

  private void strip(Stage<A> s, int i, int rows, int j, int columns, int step, int depth) {
    var a = p.a();
    int cAt = p.c().at() + i * p.c().row() + j;
    for (int r = 0; r < rows; r++) {
      if (p.add() || step > 0) {
        System.arraycopy(p.c().array(), cAt + r * p.c().row(), s.c[r], 0, columns);
      } else {
        elements.zero(s.c[r], 0, columns);
      }
    }
    elements.coefficients(a, a.at() + i * a.row() + step * a.column(), rows, depth, s.a);
    for (int q = 0; q < depth; q += 4) {
      if (rows == ROWS) {
        elements.four(s.c, s.b, q, s.a, q * 4, columns);
      } else {
        for (int r = 0; r < rows; r++) {
          elements.one(s.c, r, s.b, q, s.a, q * 4, columns);
        }
      }
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(s.c[r], 0, p.c().array(), cAt + r * p.c().row(), columns);
    }
  }
}
