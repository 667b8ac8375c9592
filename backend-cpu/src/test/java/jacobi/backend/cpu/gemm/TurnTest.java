package jacobi.backend.cpu.gemm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.backend.cpu.gemm.vector.Turning;
import jacobi.backend.cpu.gemm.vector.VectorTiles;
import org.junit.jupiter.api.Test;

/// Copies of transposed matrices, element by element and in blocks.
class TurnTest {
  private static final int[] SIZES = {1, 2, 7, 8, 9, 16, 31, 32, 33, 40, 71};
  private static final int AHEAD = 3;

  /// All bits are some element's, those of NaN too.
  private static float element(int i) {
    return Float.intBitsToFloat(0x7F800000 + i);
  }

  private static void everySizeIsTurned() {
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        turned(rows, columns, rows);
        turned(rows, columns, rows + 5);
      }
    }
  }

  private static void turned(int rows, int columns, int column) {
    float[] from = new float[AHEAD + columns * column];
    for (int i = 0; i < from.length; i++) {
      from[i] = element(i);
    }
    int toRow = columns + 2;
    float[] to = new float[AHEAD + rows * toRow];
    Turn.copy(from, AHEAD, column, rows, columns, to, AHEAD, toRow);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < toRow; j++) {
        int wanted = j < columns ? Float.floatToRawIntBits(element(AHEAD + i + j * column)) : 0;
        int got = Float.floatToRawIntBits(to[AHEAD + i * toRow + j]);
        assertEquals(wanted, got, rows + " x " + columns + " at " + i + ", " + j);
      }
    }
  }

  @Test
  void everySizeIsTurnedWhicheverWayServes() throws InterruptedException {
    everySizeIsTurned();
    if (!Gemm.vectorApi() || VectorTiles.bits() < 256) {
      return;
    }
    float[] from = new float[64 * 64];
    float[] to = new float[64 * 64];
    long end = System.nanoTime() + 30_000_000_000L;
    while (!Turning.isReady(0) && System.nanoTime() < end) {
      Turn.copy(from, 0, 64, 64, 64, to, 0, 64);
      Thread.sleep(1);
    }
    assertTrue(Turning.isReady(0), "blocks are not compiled after 30 s");
    everySizeIsTurned();
  }
}
