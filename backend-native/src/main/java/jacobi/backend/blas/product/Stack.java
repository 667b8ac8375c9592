package jacobi.backend.blas.product;

import jacobi.backend.blas.foreign.Gemm;
import jacobi.backend.blas.foreign.Panel;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.backend.cpu.product.MatMulKernel;
import jacobi.spi.OpCall;
import jacobi.type.Layout;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Products of the matrices of two stacks, in blocks of their results.
///
/// @param count how many
/// @param a the first left operand
/// @param aLayout where the others lie
/// @param b the first right operand
/// @param bLayout where the others lie
/// @param c the results, one after the other
record Stack(
    int count, int m, int n, int k, Panel a, Layout aLayout, Panel b, Layout bLayout, Panel c) {
  /// Operations that one part does at least.
  private static final double PART = 1e6;

  /// The products of a call, or null if there are none, somebody else is faster, or a library does
  /// not read such strides.
  ///
  /// @param c the memory of the results
  /// @param at where the first of them begins there
  static @Nullable Stack of(OpCall call, Measured measured, MemorySegment c, int at, int bytes) {
    Layout left = call.in(0).layout();
    Layout right = call.in(1).layout();
    boolean one = MatMulKernel.isOne(left, right);
    int count = (int) left.shape().batch().elements();
    int m = (int) left.shape().size(-2) * (one ? count : 1);
    int n = (int) right.shape().size(-1);
    int k = (int) right.shape().size(-2);
    if (count == 0 || m == 0 || n == 0 || k == 0 || !measured.serves(m, n, k)) {
      return null;
    }
    int element = call.dtype().bytes();
    Panel a = panel(call.in(0).host().segment(), left, m, k, element);
    Panel b = panel(call.in(1).host().segment(), right, k, n, element);
    Panel result = new Panel(c, at, n, false, bytes);
    return a == null || b == null
        ? null
        : new Stack(one ? 1 : count, m, n, k, a, left, b, right, result);
  }

  private static @Nullable Panel panel(
      MemorySegment memory, Layout layout, int rows, int columns, int bytes) {
    long row = layout.stride(-2);
    long column = layout.stride(-1);
    if ((column == 1 || columns == 1) && (rows == 1 || row >= columns)) {
      return new Panel(memory, layout.offset(), (int) (rows == 1 ? columns : row), false, bytes);
    }
    if ((row == 1 || rows == 1) && (columns == 1 || column >= rows)) {
      return new Panel(memory, layout.offset(), (int) (columns == 1 ? rows : column), true, bytes);
    }
    return null;
  }

  /// Computes them.
  void run(Route route, Workers workers) {
    Grid grid = Grid.of(m, n, k, b.transposed(), route.most());
    int blocks = grid.count();
    int all = count * blocks;
    double each = 2.0 * m * n * k / blocks;
    int group = (int) Math.clamp(Math.ceil(PART / each), 1, all);
    workers.run(
        Math.ceilDiv(all, group),
        part -> {
          int end = Math.min(all, (part + 1) * group);
          for (int i = part * group; i < end; i++) {
            route.routine().accept(block(grid, i / blocks, i % blocks));
          }
        });
  }

  private Gemm block(Grid grid, int item, int block) {
    int row = grid.row(block);
    int column = grid.column(block);
    return new Gemm(
        grid.height(block),
        grid.width(block),
        k,
        a.shifted(shift(aLayout, item)).from(row, 0),
        b.shifted(shift(bLayout, item)).from(0, column),
        c.shifted((long) item * m * n).from(row, column),
        false);
  }

  /// How far behind the first matrix of a stack matrix `item` lies.
  private static long shift(Layout layout, int item) {
    long at = 0;
    int rest = item;
    for (int axis = layout.shape().rank() - 3; rest > 0; axis--) {
      int size = (int) layout.shape().size(axis);
      at += rest % size * layout.stride(axis);
      rest /= size;
    }
    return at;
  }
}
