package jacobi.backend.cpu.gemm;

import jacobi.backend.cpu.gemm.vector.Tiles;

/// How `C` is cut into blocks that different threads may compute. A function of the shape alone.
/// Kept and set anew for the next product.
final class Split {
  /// With 512 columns, a block of `C` and the block of `A` it needs fill about half a 1 MiB L2.
  static final int MOST_ROWS = 240;

  private static final int MOST_BYTES = 2048;

  /// Ten microseconds of one core: below that, handing a part over costs more than it gains.
  private static final double FLOOR = 1e6;

  /// Enough parts that a thread which lost its core for a while does not hold up the rest.
  private static final int PARTS = 8;

  private int rows;
  private int columns;
  private int rowBlocks;
  private int columnBlocks;

  /// Cuts a product.
  void set(int m, int n, int k, int sliver, int bytes) {
    rows = Math.min(m, MOST_ROWS);
    columns = Math.min(n, up(MOST_BYTES / bytes, sliver));
    double wanted = Math.min(PARTS, 2.0 * m * n * k / FLOOR);
    while (count(m, rows) * count(n, columns) < wanted) {
      if (rows >= 8 * Tiles.ROWS) {
        rows = up((rows + 1) / 2, Tiles.ROWS);
      } else if (columns >= 2 * sliver) {
        columns = up((columns + 1) / 2, sliver);
      } else {
        break;
      }
    }
    rows = evened(m, rows, count(n, columns));
    rowBlocks = count(m, rows);
    columnBlocks = count(n, columns);
  }

  /// Rows of a block, a multiple of [Tiles#ROWS] unless there is one block of rows.
  int rows() {
    return rows;
  }

  /// Columns of a block, a multiple of the sliver unless there is one block of columns.
  int columns() {
    return columns;
  }

  int rowBlocks() {
    return rowBlocks;
  }

  int columnBlocks() {
    return columnBlocks;
  }

  /// Rows that make blocks of about one size, an even number of them: else one of two threads waits
  /// for the other's last block.
  private static int evened(int m, int rows, int columnBlocks) {
    int blocks = count(m, rows);
    int even = blocks > 1 && blocks * columnBlocks % 2 == 1 ? blocks + 1 : blocks;
    return blocks == 1 ? rows : Math.min(rows, up(count(m, even), Tiles.ROWS));
  }

  int parts() {
    return rowBlocks * columnBlocks;
  }

  /// Whether the whole product is worth more than one thread.
  static boolean shared(double flops) {
    return flops >= 2 * FLOOR;
  }

  static int count(int size, int block) {
    return (size + block - 1) / block;
  }

  static int up(int size, int multiple) {
    return count(size, multiple) * multiple;
  }
}
