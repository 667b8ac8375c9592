package jacobi.backend.cpu.fused.vector;

import jacobi.backend.cpu.code.Loops;
import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.parallel.Warming;

/// Which way serves short rows, and how the vector code comes to be compiled.
final class RowsWarming implements Warming.Kernel {
  private static final RowsWarming SHARED = new RowsWarming();

  private static final int ROWS = 3;
  private static final int CALLS = 16;

  /// Nanoseconds of a call on as many rows: interpreted ones take a thousand times as long as
  /// compiled ones, that of the first compiler twenty times.
  private static final double COMPILED = 2000;

  private volatile ShortRows now = new ScalarRows();

  /// Counted without care: it only has to grow.
  private int elements = Gemm.vectorApi() ? 0 : Loops.WORTHWHILE;

  private RowsWarming() {}

  /// There is one code cache a process.
  static RowsWarming shared() {
    return SHARED;
  }

  ShortRows now(int more) {
    int before = elements;
    if (before < Loops.WORTHWHILE) {
      elements = before + Math.min(more, Loops.WORTHWHILE);
      if (elements >= Loops.WORTHWHILE) {
        Warming.ask(this);
      }
    }
    return now;
  }

  @Override
  public void batch() {
    var rows = new VectorRows();
    int columns = 2 * VectorRows.WINDOWS + 1;
    int width = 2 * columns;
    float[] x = new float[2 * ROWS * width];
    float[] y = new float[x.length];
    int[] places = new int[ROWS * columns];
    for (int i = 0; i < CALLS; i++) {
      // Every branch, and rows that end with the array.
      x[0] = i == 0 ? Float.NaN : i;
      int length = i % 4 == 0 ? VectorRows.WINDOWS * 2 : width;
      rows.copy(x, 0, width, y, 0, length, 2 * ROWS, length);
      rows.quarters(x, 0, width, ROWS, columns, y, 0, places, 0);
    }
  }

  @Override
  public double compiledNanos() {
    return COMPILED * CALLS;
  }

  @Override
  public void end(boolean compiled) {
    if (compiled) {
      now = new VectorRows();
    }
  }
}
