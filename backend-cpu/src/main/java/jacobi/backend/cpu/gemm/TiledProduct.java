package jacobi.backend.cpu.gemm;

import jacobi.backend.cpu.gemm.vector.Tile;
import jacobi.backend.cpu.gemm.vector.Tiles;
import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The product on vector tiles: `B` packed once into slivers that all threads share, `C` in blocks
/// that stay in L2, `A` read in place or packed per block.
///
/// ```text
/// for a panel of B (2048 columns, 1024 steps):
///   pack it: slivers as wide as a tile, cut every `depth` steps         (parts: groups of slivers)
///   for a block of C:  for `depth` steps: for a sliver: for 6 rows: tile (parts: blocks of C)
/// ```
///
/// A small or flat product reads `B` in place; only the columns that fill no whole vector are
/// packed, padded with zeros. Where `C` ends within a vector, tiles work on a copy with room to
/// spare: masked tiles are methods that HotSpot's first compiler gives up on, and what the second
/// makes of them without a profile may be ten times as slow. A [Scattered] `B` is read in place
/// altogether.
///
/// Kept and used for the next product.
final class TiledProduct<A> {
  private static final int PANEL_COLUMNS = 2048;
  private static final int PANEL_DEPTH = 1024;

  /// Bytes of a sliver of `B`: it stays in L1 while all rows of the block pass over it.
  private static final int SLIVER_BYTES = 32 << 10;

  private static final int MOST_DEPTH = 256;

  /// Rows of a [Scattered] `B` in a stretch. They overlap, so more of them stay in L1.
  private static final int SCATTERED_DEPTH = 288;

  /// Slivers packed by one part.
  private static final int GROUP = 16;

  /// Up to here `B` is read in place: fewer passes over it than packing is worth.
  private static final int FLAT_ROWS = 64;

  /// Elements of a `B` that fits L2 with room; it too is read in place.
  private static final int SMALL_B = 96 * 96;

  /// A `B` whose rows lie no further apart is a sliver as it is, or a few.
  private static final int NEAR_ROWS = 64;

  /// From this row step on, six rows of `A` lie on six pages and are packed.
  private static final int FAR_ROWS = 768;

  private final Elements<A> elements;
  private final Scratch<A> scratch;
  private final Workers workers;
  private final Workers.Task packing = this::pack;
  private final Workers.Task blocks = this::block;
  private final Split split = new Split();
  private final Product<A> nothing = new Product<>();
  private Product<A> p = nothing;
  private @Nullable Tiles<A> by;
  private int depth;
  private boolean direct;
  private boolean packA;
  private @Nullable Scattered<A> scattered;
  private final int[] none = new int[0];
  private int[] bRows = none;

  private int column;
  private int columns;
  private int step;
  private int steps;
  private int packedWidth;
  private @Nullable A packed;

  private TiledProduct(Elements<A> elements, Scratch<A> scratch, Workers workers) {
    this.elements = elements;
    this.scratch = scratch;
    this.workers = workers;
  }

  /// What makes them: all share their buffers.
  static <A> Supplier<TiledProduct<A>> maker(Elements<A> elements, Workers workers) {
    Scratch<A> scratch = Scratch.of(elements, workers.threads());
    return () -> new TiledProduct<>(elements, scratch, workers);
  }

  private void set(Product<A> product, Tiles<A> tiles) {
    p = product;
    by = tiles;
    int panel = Math.min(p.n(), PANEL_COLUMNS);
    split.set(p.m(), panel, Math.min(p.k(), PANEL_DEPTH), tiles.sliver(), elements.bytes());
    scattered = p.b() instanceof Scattered<A> b ? b : null;
    bRows = scattered != null ? scattered.rows() : none;
    depth =
        scattered != null
            ? SCATTERED_DEPTH
            : Math.min(MOST_DEPTH, SLIVER_BYTES / (tiles.sliver() * elements.bytes()));
    boolean small = p.m() <= FLAT_ROWS || (long) p.n() * p.k() <= SMALL_B;
    direct = p.b() instanceof Matrix<A> b && b.column() == 1 && (small || b.row() <= NEAR_ROWS);
    boolean far = Math.abs(p.a().row()) >= FAR_ROWS && p.n() > 4 * tiles.sliver();
    packA = p.a().column() != 1 || far;
  }

  private Tiles<A> tiles() {
    return Objects.requireNonNull(by, "no product is under way");
  }

  /// Buffers that outlive a product, one for each thread. Panels grow with the largest product
  /// seen, blocks of `A` all have the same length, and so have tiles of `C` at its edge.
  record Scratch<A>(Pool<A> panels, Pool<A> blocks, Pool<A> edges) {
    static <A> Scratch<A> of(Elements<A> elements, int threads) {
      return new Scratch<>(
          new Pool<>(threads, elements::length),
          new Pool<>(threads, elements::length),
          new Pool<>(threads, elements::length));
    }
  }

  void run(Product<A> product, Tiles<A> tiles) {
    set(product, tiles);
    for (column = 0; column < p.n(); column += PANEL_COLUMNS) {
      columns = Math.min(PANEL_COLUMNS, p.n() - column);
      for (step = 0; step < p.k(); step += PANEL_DEPTH) {
        steps = Math.min(PANEL_DEPTH, p.k() - step);
        panel();
      }
    }
    p = nothing;
    scattered = null;
  }

  private void panel() {
    int sliver = tiles().sliver();
    int whole = columns / sliver * sliver;
    int rest = Split.up(columns - whole, tiles().lanes());
    packedWidth = scattered != null ? 0 : direct ? rest : whole + rest;
    A buffer = packedWidth == 0 ? null : take(scratch.panels, packedWidth * steps);
    packed = buffer;
    int groups = Split.count(Split.count(packedWidth, sliver), GROUP);
    share(groups * Split.count(steps, depth), packing);
    // The last panel may be narrower than those before it, and then has fewer blocks.
    share(split.rowBlocks() * Split.count(columns, split.columns()), blocks);
    packed = null;
    if (buffer != null) {
      scratch.panels.give(buffer);
    }
  }

  private void share(int parts, Workers.Task task) {
    if (Split.shared(p.flops())) {
      workers.run(parts, task);
    } else {
      for (int i = 0; i < parts; i++) {
        task.part(i);
      }
    }
  }

  private A take(Pool<A> pool, int length) {
    A kept = pool.take(length);
    return kept != null ? kept : elements.array(length);
  }

  /// Packs one group of slivers of one stretch of `depth` steps.
  private void pack(int index) {
    A panel = Objects.requireNonNull(packed, "nothing is packed");
    int stretches = Split.count(steps, depth);
    int from = index % stretches * depth;
    int count = Math.min(depth, steps - from);
    int sliver = tiles().sliver();
    int first = index / stretches * GROUP * sliver;
    int unpacked = direct ? columns / sliver * sliver : 0;
    int end = Math.min(first + GROUP * sliver, packedWidth);
    for (int at = first; at < end; at += sliver) {
      int width = Math.min(sliver, packedWidth - at);
      int real = Math.min(width, columns - unpacked - at);
      int to = from * packedWidth + at * count;
      if (real < width) {
        elements.zero(panel, to, to + width * count);
      }
      int start = column + unpacked + at;
      elements.copy(p.b(), step + from, count, start, real, panel, to, width);
    }
  }

  /// Computes one block of `C`.
  private void block(int index) {
    int i = index % split.rowBlocks() * split.rows();
    int rows = Math.min(split.rows(), p.m() - i);
    int j = index / split.rowBlocks() * split.columns();
    int end = Math.min(j + split.columns(), columns);
    var a = p.a();
    A near =
        packA
            ? take(scratch.blocks, Split.MOST_ROWS * Math.max(MOST_DEPTH, SCATTERED_DEPTH))
            : null;
    for (int from = 0; from < steps; from += depth) {
      int count = Math.min(depth, steps - from);
      int at = a.at() + i * a.row() + (step + from) * a.column();
      if (near == null) {
        stretch(a.array(), at, a.row(), i, rows, j, end, from, count);
      } else {
        elements.copy(a, at, rows, count, near, 0, count);
        stretch(near, 0, count, i, rows, j, end, from, count);
      }
    }
    if (near != null) {
      scratch.blocks.give(near);
    }
  }

  private void stretch(
      A a, int aAt, int aRow, int i, int rows, int j, int end, int from, int count) {
    int sliver = tiles().sliver();
    for (int at = j; at < end; at += sliver) {
      int width = Math.min(sliver, columns - at);
      int padded = Split.up(width, tiles().lanes());
      int cAt = p.c().at() + i * p.c().row() + column + at;
      if (scattered != null) {
        var b = scattered;
        int bAt = b.at() + column + at;
        strip(a, aAt, aRow, b.array(), bAt, step + from, cAt, rows, width, from, count);
      } else if (direct && width == sliver) {
        var b = p.matrix();
        int bAt = b.at() + (step + from) * b.row() + column + at;
        strip(a, aAt, aRow, b.array(), bAt, b.row(), cAt, rows, width, from, count);
      } else {
        int bAt = from * packedWidth + (direct ? 0 : at * count);
        A panel = Objects.requireNonNull(packed, "nothing is packed");
        strip(a, aAt, aRow, panel, bAt, padded, cAt, rows, width, from, count);
      }
    }
  }

  /// All rows of the block against one sliver.
  private void strip(
      A a,
      int aAt,
      int aRow,
      A b,
      int bAt,
      int bRow,
      int cAt,
      int rows,
      int width,
      int from,
      int count) {
    Tiles<A> tiles = tiles();
    boolean add = p.add() || step + from > 0;
    int vectors = Split.count(width, tiles.lanes());
    A edge = width % tiles.lanes() == 0 ? null : take(scratch.edges, Tiles.ROWS * tiles.sliver());
    int cRow = p.c().row();
    for (int r = 0; r < rows; r += Tiles.ROWS) {
      int height = Math.min(Tiles.ROWS, rows - r);
      Tile<A> tile = tiles.tile(height, vectors);
      int aRows = aAt + r * aRow;
      int cRows = cAt + r * cRow;
      if (edge == null) {
        A c = p.c().array();
        tile.run(a, aRows, aRow, b, bAt, bRow, bRows, c, cRows, cRow, count, add);
        continue;
      }
      int edgeRow = vectors * tiles.lanes();
      if (add) {
        move(p.c().array(), cRows, cRow, edge, 0, edgeRow, height, width);
      }
      tile.run(a, aRows, aRow, b, bAt, bRow, bRows, edge, 0, edgeRow, count, add);
      move(edge, 0, edgeRow, p.c().array(), cRows, cRow, height, width);
    }
    if (edge != null) {
      scratch.edges.give(edge);
    }
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // Both are arrays of the elements' type.
  private void move(
      A from, int fromAt, int fromRow, A to, int toAt, int toRow, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(from, fromAt + r * fromRow, to, toAt + r * toRow, columns);
    }
  }
}
