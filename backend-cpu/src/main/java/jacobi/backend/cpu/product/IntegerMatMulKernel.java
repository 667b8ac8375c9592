package jacobi.backend.cpu.product;

import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.MatMul;
import jacobi.spi.OpCall;
import jacobi.type.DType;
import jacobi.type.Layout;

/// `Y = A·B` over a batch of I32 or I64; overflow wraps.
final class IntegerMatMulKernel {
  /// Rows computed together: so often is a row of `B` used once it was fetched.
  private static final int ROWS = 16;

  private final OpCall call;
  private final Layout a;
  private final Layout b;
  private final int m;
  private final int k;
  private final int n;

  private IntegerMatMulKernel(OpCall call) {
    this.call = call;
    this.a = call.in(0).layout();
    this.b = call.in(1).layout();
    this.m = (int) a.shape().size(-2);
    this.k = (int) a.shape().size(-1);
    this.n = (int) b.shape().size(-1);
  }

  /// Computes a call.
  ///
  /// @throws IllegalStateException if it is of other types
  static void run(MatMul op, OpCall call, Workers workers) {
    if (call.dtype() != DType.I32 && call.dtype() != DType.I64) {
      throw new IllegalStateException(op.name() + " of " + call.dtype() + " is not of integers");
    }
    new IntegerMatMulKernel(call).run(workers);
  }

  /// Blocks of rows are so many to a part that handing it over is worth it.
  private void run(Workers workers) {
    int bands = (m + ROWS - 1) / ROWS;
    int blocks = call.out().count() == 0 ? 0 : (int) a.shape().batch().elements() * bands;
    long work = (long) Math.min(m, ROWS) * n * Math.max(k, 1);
    int group = (int) Math.max(Walk.PART / Math.max(work, 1), 1);
    workers.run(
        (int) ((blocks + group - 1L) / group),
        part -> {
          for (int i = part * group; i < Math.min(blocks, (part + 1L) * group); i++) {
            block(i / bands, i % bands * ROWS);
          }
        });
  }

  private void block(int item, int row) {
    int rows = Math.min(ROWS, m - row);
    int aAt = start(a, item) + row * (int) a.stride(-2);
    int bAt = start(b, item);
    int yAt = call.out().at() + (item * m + row) * n;
    if (call.dtype() == DType.I32) {
      ints(aAt, bAt, yAt, rows);
    } else {
      longs(aAt, bAt, yAt, rows);
    }
  }

  /// Where matrix `item` of a stack starts.
  private static int start(Layout stack, int item) {
    long at = stack.offset();
    int rest = item;
    for (int axis = stack.shape().rank() - 3; axis >= 0; axis--) {
      int size = (int) stack.shape().size(axis);
      at += rest % size * stack.stride(axis);
      rest /= size;
    }
    return (int) at;
  }

  private void ints(int aAt, int bAt, int yAt, int rows) {
    int[] left = call.in(0).ints();
    int[] right = call.in(1).ints();
    int down = (int) a.stride(-2);
    int step = (int) b.stride(-1);
    int[][] sums = new int[rows][n];
    int[] row = new int[n];
    for (int l = 0; l < k; l++) {
      int from = bAt + l * (int) b.stride(-2);
      for (int j = 0; j < n; j++) {
        row[j] = right[from + j * step];
      }
      for (int i = 0; i < rows; i++) {
        add(left[aAt + i * down + l * (int) a.stride(-1)], row, sums[i]);
      }
    }
    for (int i = 0; i < rows; i++) {
      System.arraycopy(sums[i], 0, call.out().ints(), yAt + i * n, n);
    }
  }

  private static void add(int factor, int[] row, int[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += factor * row[j];
    }
  }

  private void longs(int aAt, int bAt, int yAt, int rows) {
    long[] left = call.in(0).longs();
    long[] right = call.in(1).longs();
    int down = (int) a.stride(-2);
    int step = (int) b.stride(-1);
    long[][] sums = new long[rows][n];
    long[] row = new long[n];
    for (int l = 0; l < k; l++) {
      int from = bAt + l * (int) b.stride(-2);
      for (int j = 0; j < n; j++) {
        row[j] = right[from + j * step];
      }
      for (int i = 0; i < rows; i++) {
        add(left[aAt + i * down + l * (int) a.stride(-1)], row, sums[i]);
      }
    }
    for (int i = 0; i < rows; i++) {
      System.arraycopy(sums[i], 0, call.out().longs(), yAt + i * n, n);
    }
  }

  private static void add(long factor, long[] row, long[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += factor * row[j];
    }
  }
}
