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
    tiles = new AtomicReferenceArray<>(ROWS * vectors);
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
  public Tile<A> tile(int rows, int width) {
    int index = Tiles.index(rows, width);
    Tile<A> known = tiles.get(index);
    return known != null ? known : generate(index, rows, width);
  }

  private synchronized Tile<A> generate(int index, int rows, int width) {
    Tile<A> known = tiles.get(index);
    return known == null ? generate(rows, width) : known;
  }

  private Tile<A> generate(int rows, int width) {
    Tile<A> tile = cast(TileGenerator.generate(lane, scattered, rows, width));
    tiles.set(Tiles.index(rows, width), tile);
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
    private final int rows;
    private final int width;
    private Tile<A> tile;

    Warmth(int index) {
      this.index = index;
      rows = index % ROWS + 1;
      width = index / ROWS + 1;
      tile = tile(rows, width);
    }

    @Override
    public void batch() {
      VectorTiles.this.batch(tile, rows, width);
    }

    @Override
    public void renew() {
      tile = generate(rows, width);
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
  /// the middle of a large product.
  private void batch(Tile<A> tile, int rows, int width) {
    int columns = width * lane.lanes();
    A a = arrays.apply(rows * DEPTH);
    A b = arrays.apply(DEPTH * columns);
    A c = arrays.apply(rows * columns);
    int[] table = new int[DEPTH];
    for (int p = 0; p < DEPTH; p++) {
      table[p] = p * columns;
    }
    int bRow = scattered ? 0 : columns;
    for (int i = 0; i < BATCH; i++) {
      tile.run(a, 0, DEPTH, b, 0, bRow, table, c, 0, columns, DEPTH, (i & 1) == 0);
    }
  }
}
