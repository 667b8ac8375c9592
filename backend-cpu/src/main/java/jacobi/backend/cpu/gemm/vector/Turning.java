package jacobi.backend.cpu.gemm.vector;

import jacobi.backend.cpu.parallel.Warming;

/// Turned blocks, and how their code comes to be compiled.
public final class Turning implements Warming.Kernel {
  /// Rows and columns of a block.
  public static final int SIDE = 8;

  private static final Turning SHARED = new Turning();

  /// Elements that are turned one by one before the vector code is asked for.
  private static final int WORTHWHILE = 1 << 18;

  private static final int BLOCKS = 4;
  private static final int CALLS = 16;

  /// Nanoseconds of a block: 8 when it is compiled, thousands before.
  private static final double COMPILED = 200;

  /// Counted without care: it only has to grow.
  private int elements;

  private volatile boolean ready;

  private Turning() {}

  /// Whether blocks can be turned in registers now.
  ///
  /// @param more how much is to be turned; enough of it has the code warmed
  public static boolean isReady(int more) {
    return SHARED.ready || SHARED.isReadyAfter(more);
  }

  private boolean isReadyAfter(int more) {
    int before = elements;
    if (before < WORTHWHILE) {
      elements = before + Math.min(more, WORTHWHILE);
      if (elements >= WORTHWHILE && VectorTiles.bits() >= 256) {
        Warming.ask(this);
      }
    }
    return false;
  }

  /// `to[toAt + i·toRow + j] = from[at + i + j·column]` for `i < rows`, a multiple of [#SIDE], and
  /// `j < SIDE`.
  public static void strip(
      float[] from, int at, int column, int rows, float[] to, int toAt, int toRow) {
    VectorTurn.strip(from, at, column, rows, to, toAt, toRow);
  }

  @Override
  public void batch() {
    float[] from = new float[SIDE * SIDE * BLOCKS];
    float[] to = new float[SIDE * SIDE * BLOCKS];
    for (int i = 0; i < CALLS; i++) {
      VectorTurn.strip(from, 0, SIDE * BLOCKS, SIDE * BLOCKS, to, 0, SIDE);
    }
  }

  @Override
  public double compiledNanos() {
    return COMPILED * BLOCKS * CALLS;
  }

  @Override
  public void end(boolean compiled) {
    ready = compiled;
  }
}
