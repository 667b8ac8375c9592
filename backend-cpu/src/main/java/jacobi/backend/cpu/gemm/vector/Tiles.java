package jacobi.backend.cpu.gemm.vector;

/// The tiles of one element type on this machine, and which of them are compiled by now.
///
/// Tiles exist for 1 to [#ROWS] rows and 1 to [#vectors] vectors. A set of tiles is a `long` with
/// one bit per [#index].
///
/// @param <A> `float[]` or `double[]`
public interface Tiles<A> {
  /// Rows of the largest tile. With four vectors: 24 accumulators, 4 vectors of `B` and broadcasts
  /// of `A` fill 32 registers; C2 keeps every one of them in place at exactly this shape.
  int ROWS = 6;

  /// Elements of one vector.
  int lanes();

  /// Vectors side by side in the widest tile; four with 32 registers, two with 16.
  int vectors();

  /// The tile with this many rows and vectors.
  Tile<A> tile(int rows, int vectors);

  /// Whether all tiles of the set run compiled. If not, they are warmed in the background and a
  /// later call finds them ready.
  boolean ready(long set);

  /// The bit of one tile in a set.
  static int index(int rows, int vectors) {
    return (vectors - 1) * ROWS + rows - 1;
  }

  /// Columns of a full sliver of `B`.
  default int sliver() {
    return lanes() * vectors();
  }

  /// The tiles that a product of `m` rows and `n` columns uses.
  default long needed(int m, int n) {
    long set = 0;
    if (n >= sliver()) {
      set |= column(m, vectors());
    }
    int rest = n % sliver();
    if (rest > 0) {
      set |= column(m, (rest + lanes() - 1) / lanes());
    }
    return set;
  }

  private static long column(int m, int vectors) {
    long set = m >= ROWS ? 1L << index(ROWS, vectors) : 0;
    return m % ROWS == 0 ? set : set | 1L << index(m % ROWS, vectors);
  }
}
