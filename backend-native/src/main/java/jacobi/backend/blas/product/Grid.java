package jacobi.backend.blas.product;

/// How the result of a product is cut into blocks, each of which is one call of a library.
///
/// It follows from the shape, the way the right operand lies and a setting, so whatever a library's
/// order of arithmetic is, the number of threads does not change it.
///
/// Every call copies its operands into a layout of the library's own, which blocks must be worth.
/// Measured with oneDNN on one thread, whole against cut: strips of rows are free (at most 3 %) if
/// `B` lies in rows, and cost up to half if it lies in columns, unless they are 256 high; strips of
/// columns cost 1 to 5 % if they are 128 wide, and a quarter if they are 64.
///
/// @param m rows of the result
/// @param n its columns
/// @param rows of a block
/// @param columns of a block
record Grid(int m, int n, int rows, int columns) {
  private static final double BLOCK = 1e6;
  private static final int STRIPS = 8;

  /// From here on columns are better even where `B` lies in rows, unless there are few.
  private static final double LARGE = 1e9;

  private static final int WIDE = 128;
  private static final int HIGH = 256;
  private static final int LOW = 8;

  /// Blocks end at tiles of the libraries' kernels.
  private static final int TILE = 16;

  /// @param turned whether the right operand lies in columns
  /// @param most operations of a block: those of the longest call that is allowed
  static Grid of(int m, int n, int k, boolean turned, double most) {
    double flops = 2.0 * m * n * k;
    int wanted = Math.clamp(Math.round(flops / BLOCK), 1, STRIPS);
    int across = Math.clamp(n / WIDE, 1, Math.min(wanted, STRIPS / 2));
    int down = Math.clamp(m / (turned ? HIGH : LOW), 1, wanted);
    boolean byColumns = down < across || (flops >= LARGE && m <= n && across > 1);
    Grid grid = byColumns ? strips(m, n, 1, across) : strips(m, n, down, 1);
    double each = 2.0 * grid.rows * grid.columns * k;
    int cuts = (int) Math.min(Math.ceil(each / most), Integer.MAX_VALUE);
    return cuts <= 1 ? grid : grid.cut(cuts);
  }

  private static Grid strips(int m, int n, int down, int across) {
    return new Grid(m, n, part(m, down), part(n, across));
  }

  /// Cuts each block along its longer side.
  private Grid cut(int count) {
    return rows >= columns
        ? new Grid(m, n, part(rows, count), columns)
        : new Grid(m, n, rows, part(columns, count));
  }

  private static int part(int length, int count) {
    int even = Math.ceilDiv(length, count);
    return Math.min(Math.ceilDiv(even, TILE) * TILE, length);
  }

  /// How many blocks there are.
  int count() {
    return Math.ceilDiv(m, rows) * Math.ceilDiv(n, columns);
  }

  /// The first row of a block.
  int row(int block) {
    return block / Math.ceilDiv(n, columns) * rows;
  }

  /// The first column of a block.
  int column(int block) {
    return block % Math.ceilDiv(n, columns) * columns;
  }

  /// Rows of a block.
  int height(int block) {
    return Math.min(rows, m - row(block));
  }

  /// Columns of a block.
  int width(int block) {
    return Math.min(columns, n - column(block));
  }
}
