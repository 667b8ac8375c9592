package jacobi.backend.cpu.gemm.vector;

import jacobi.backend.cpu.parallel.Workers;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import jdk.incubator.vector.VectorShape;
import org.jspecify.annotations.Nullable;

/// The tiles of this machine, generated on demand and warmed in the background.
///
/// Interpreted Vector API code is a thousand times slower than compiled, so a tile counts as ready
/// only after it was seen to run fast on operands of a few kilobytes. Only tiles that some product
/// asked for are warmed: a shape needs at most four.
public final class VectorTiles<A> implements Tiles<A> {
  /// Steps of a warming call: few, so that a call stays short while it is interpreted.
  private static final int DEPTH = 32;

  /// Nanoseconds per vector multiply-add that no interpreter reaches (it takes 500) and no compiled
  /// tile needs (0.2 to 2).
  private static final double COMPILED = 6;

  private static final int BATCH = 16;

  /// Fast batches in a row before a tile counts as compiled.
  private static final int FAST = 8;

  /// When a tile is not compiled by then, there is no C2 in this process.
  private static final long PATIENCE = 15_000_000_000L;

  private final TileGenerator.Lane lane;
  private final int vectors;
  private final IntFunction<A> arrays;
  private final AtomicReferenceArray<@Nullable Tile<A>> tiles;
  private volatile long ready;
  private long wanted;
  private long refused;
  private boolean warming;

  private VectorTiles(TileGenerator.Lane lane, IntFunction<A> arrays) {
    this.lane = lane;
    this.arrays = arrays;
    // 512-bit machines and 64-bit ARM have 32 registers, others 16: 6x2 ran at 85 GFLOP/s on AVX2
    // (Zen 4), 6x4 at 34 because it spills.
    boolean many = lane.bits() == 512 || "aarch64".equals(System.getProperty("os.arch"));
    vectors = many ? 4 : 2;
    tiles = new AtomicReferenceArray<>(2 * ROWS * vectors);
  }

  /// Tiles for float.
  public static Tiles<float[]> floats() {
    return new VectorTiles<>(TileGenerator.Lane.floats(bits()), float[]::new);
  }

  /// Tiles for double.
  public static Tiles<double[]> doubles() {
    return new VectorTiles<>(TileGenerator.Lane.doubles(bits()), double[]::new);
  }

  /// Width of a vector: what the machine prefers, at most `jacobi.cpu.vectorBits`.
  public static int bits() {
    int preferred = VectorShape.preferredShape().vectorBitSize();
    int cap = Integer.getInteger("jacobi.cpu.vectorBits", 512);
    return Math.max(128, Integer.highestOneBit(Math.min(Math.min(preferred, cap), 512)));
  }

  @Override
  public int lanes() {
    return lane.lanes();
  }

  @Override
  public int vectors() {
    return vectors;
  }

  @Override
  public Tile<A> tile(int rows, int width, boolean masked) {
    int index = Tiles.index(rows, width, masked);
    Tile<A> known = tiles.get(index);
    return known != null ? known : generate(index, rows, width, masked);
  }

  private synchronized Tile<A> generate(int index, int rows, int width, boolean masked) {
    Tile<A> known = tiles.get(index);
    if (known == null) {
      known = cast(TileGenerator.generate(lane, rows, width, masked));
      tiles.set(index, known);
    }
    return known;
  }

  @SuppressWarnings("unchecked") // a tile of this lane works on this array type
  private static <A> Tile<A> cast(Tile<?> tile) {
    return (Tile<A>) tile;
  }

  @Override
  public boolean ready(long set) {
    if ((ready & set) == set) {
      return true;
    }
    want(set);
    return false;
  }

  private synchronized void want(long set) {
    wanted |= set;
    if (!warming && next() != 0) {
      warming = true;
      Workers.background("jacobi-warm-tiles", this::warmAll);
    }
  }

  private long next() {
    return Long.highestOneBit(wanted & ~ready & ~refused);
  }

  private void warmAll() {
    while (true) {
      long bit;
      synchronized (this) {
        bit = next();
        if (bit == 0) {
          warming = false;
          return;
        }
      }
      boolean compiled = warm(Long.numberOfTrailingZeros(bit));
      synchronized (this) {
        if (compiled) {
          ready |= bit;
        } else {
          refused |= bit;
        }
      }
    }
  }

  private boolean warm(int index) {
    boolean masked = (index & 1) == 1;
    int rows = index / 2 % ROWS + 1;
    int width = index / 2 / ROWS + 1;
    Tile<A> tile = tile(rows, width, masked);
    double compiled = COMPILED * rows * width * DEPTH * BATCH;
    int fast = 0;
    long start = System.nanoTime();
    for (long now = start; now - start < PATIENCE; ) {
      batch(tile, rows, width, masked);
      long end = System.nanoTime();
      fast = end - now < compiled ? fast + 1 : 0;
      if (fast == FAST) {
        return true;
      }
      now = end;
    }
    return false;
  }

  /// Takes every branch: a branch that profiling never saw would throw the compiled tile away in
  /// the middle of a large product. A masked access is compiled twice, for vectors that end inside
  /// the array and for those that reach beyond it.
  private void batch(Tile<A> tile, int rows, int width, boolean masked) {
    int lanes = lane.lanes();
    int columns = width * lanes;
    A a = arrays.apply(rows * DEPTH);
    A b = arrays.apply(DEPTH * columns);
    A c = arrays.apply(rows * columns);
    for (int i = 0; i < BATCH; i++) {
      boolean add = (i & 1) == 0;
      int tail = !masked ? lanes : (i & 2) == 0 ? 1 : lanes - 1;
      boolean brink = masked && (i & 4) == 0;
      int cAt = brink ? rows * columns - (columns - lanes + tail) : 0;
      tile.run(a, 0, DEPTH, b, 0, columns, c, cAt, brink ? 0 : columns, DEPTH, add, tail);
    }
  }
}
