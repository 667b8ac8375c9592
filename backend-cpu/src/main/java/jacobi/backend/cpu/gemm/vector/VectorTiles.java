package jacobi.backend.cpu.gemm.vector;

import jacobi.backend.cpu.parallel.Warming;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import jdk.incubator.vector.VectorShape;
import org.jspecify.annotations.Nullable;

/// The tiles of this machine, generated on demand and warmed in the background.
///
/// A tile serves once it was [seen to be compiled][Warming]. Only tiles that some product asked for
/// are warmed: a shape needs at most four.
public final class VectorTiles<A> implements Tiles<A> {
  /// Steps of a warming call: few, so that a call stays short while it is interpreted.
  private static final int DEPTH = 32;

  /// Nanoseconds per vector multiply-add that no interpreter reaches (it takes 500) and no compiled
  /// tile needs (0.2 to 2).
  private static final double COMPILED = 6;

  private static final int BATCH = 16;

  private final TileGenerator.Lane lane;
  private final boolean scattered;
  private final int vectors;
  private final IntFunction<A> arrays;
  private final AtomicReferenceArray<@Nullable Tile<A>> tiles;
  private volatile long ready;
  private long wanted;

  private VectorTiles(TileGenerator.Lane lane, boolean scattered, IntFunction<A> arrays) {
    this.lane = lane;
    this.scattered = scattered;
    this.arrays = arrays;
    // 512-bit machines and 64-bit ARM have 32 registers, others 16: 6x2 ran at 85 GFLOP/s on AVX2
    // (Zen 4), 6x4 at 34 because it spills.
    boolean many = lane.bits() == 512 || "aarch64".equals(System.getProperty("os.arch"));
    vectors = many ? 4 : 2;
    tiles = new AtomicReferenceArray<>(2 * ROWS * vectors);
  }

  /// Tiles for float.
  ///
  /// @param scattered whether they find rows of `B` by a table
  public static Tiles<float[]> floats(boolean scattered) {
    return new VectorTiles<>(TileGenerator.Lane.floats(bits()), scattered, float[]::new);
  }

  /// Tiles for double.
  public static Tiles<double[]> doubles() {
    return new VectorTiles<>(TileGenerator.Lane.doubles(bits()), false, double[]::new);
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
    return known == null ? generate(rows, width, masked) : known;
  }

  private Tile<A> generate(int rows, int width, boolean masked) {
    Tile<A> tile = cast(TileGenerator.generate(lane, scattered, rows, width, masked));
    tiles.set(Tiles.index(rows, width, masked), tile);
    return tile;
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
    long missing = set & ~wanted;
    wanted |= set;
    for (long rest = missing; rest != 0; rest &= rest - 1) {
      Warming.ask(new Warmth(Long.numberOfTrailingZeros(rest)));
    }
  }

  private synchronized void serve(int index) {
    ready |= 1L << index;
  }

  /// Warms one tile.
  private final class Warmth implements Warming.Kernel {
    private final int index;
    private final boolean masked;
    private final int rows;
    private final int width;
    private Tile<A> tile;

    Warmth(int index) {
      this.index = index;
      masked = (index & 1) == 1;
      rows = index / 2 % ROWS + 1;
      width = index / 2 / ROWS + 1;
      tile = tile(rows, width, masked);
    }

    @Override
    public void batch() {
      VectorTiles.this.batch(tile, rows, width, masked);
    }

    @Override
    public void renew() {
      tile = generate(rows, width, masked);
    }

    @Override
    public double compiledNanos() {
      return COMPILED * rows * width * DEPTH * BATCH;
    }

    @Override
    public void end(boolean compiled) {
      if (compiled) {
        serve(index);
      }
    }
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
    int[] table = new int[DEPTH];
    for (int p = 0; p < DEPTH; p++) {
      table[p] = p * columns;
    }
    int bRow = scattered ? 0 : columns;
    for (int i = 0; i < BATCH; i++) {
      boolean add = (i & 1) == 0;
      int tail = !masked ? lanes : (i & 2) == 0 ? 1 : lanes - 1;
      boolean brink = masked && (i & 4) == 0;
      int cAt = brink ? rows * columns - (columns - lanes + tail) : 0;
      int cRow = brink ? 0 : columns;
      tile.run(a, 0, DEPTH, b, 0, bRow, table, c, cAt, cRow, DEPTH, add, tail);
    }
  }
}
