package jacobi.backend.cpu.move;

import jacobi.backend.cpu.code.Element;

/// One transposed plane of a copy, block by block.
///
/// ```text
/// y[yAt + r·yRow + c·yStep] = x[xAt + r·xRow + c·xStep],   r < rows, c < count
/// ```
///
/// @param xRow from row to row of the operand, mostly 1
/// @param xStep along a row of the operand
/// @param yRow from row to row of the result
/// @param yStep along a row of the result, mostly 1

record Blocks(int xRow, int xStep, int yRow, int yStep) {
  /// 32 floats are two cache lines; a block of doubles and its result fill half of a 32 KiB cache.
  private static final int SIDE = 32;

  /// Copies a plane between arrays of a type.
  void move(Element type, Object x, int xAt, Object y, int yAt, int rows, int count) {
    for (int r = 0; r < rows; r += SIDE) {
      for (int c = 0; c < count; c += SIDE) {
        int from = xAt + r * xRow + c * xStep;
        int to = yAt + r * yRow + c * yStep;
        block(type, x, from, y, to, Math.min(SIDE, rows - r), Math.min(SIDE, count - c));
      }
    }
  }

  private void block(Element type, Object x, int xAt, Object y, int yAt, int rows, int count) {
    switch (type) {
      case F64 -> block((double[]) x, xAt, (double[]) y, yAt, rows, count);
      case F32 -> block((float[]) x, xAt, (float[]) y, yAt, rows, count);
      case I64 -> block((long[]) x, xAt, (long[]) y, yAt, rows, count);
      case I32 -> block((int[]) x, xAt, (int[]) y, yAt, rows, count);
      case BOOL -> block((byte[]) x, xAt, (byte[]) y, yAt, rows, count);
    }
  }

  private void block(double[] x, int xAt, double[] y, int yAt, int rows, int count) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * xRow;
      int to = yAt + r * yRow;
      for (int c = 0; c < count; c++) {
        y[to + c * yStep] = x[from + c * xStep];
      }
    }
  }

  private void block(float[] x, int xAt, float[] y, int yAt, int rows, int count) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * xRow;
      int to = yAt + r * yRow;
      for (int c = 0; c < count; c++) {
        y[to + c * yStep] = x[from + c * xStep];
      }
    }
  }

  private void block(long[] x, int xAt, long[] y, int yAt, int rows, int count) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * xRow;
      int to = yAt + r * yRow;
      for (int c = 0; c < count; c++) {
        y[to + c * yStep] = x[from + c * xStep];
      }
    }
  }

  private void block(int[] x, int xAt, int[] y, int yAt, int rows, int count) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * xRow;
      int to = yAt + r * yRow;
      for (int c = 0; c < count; c++) {
        y[to + c * yStep] = x[from + c * xStep];
      }
    }
  }

  private void block(byte[] x, int xAt, byte[] y, int yAt, int rows, int count) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * xRow;
      int to = yAt + r * yRow;
      for (int c = 0; c < count; c++) {
        y[to + c * yStep] = x[from + c * xStep];
      }
    }
  }
}
