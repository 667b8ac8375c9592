package jacobi.backend.cpu.index;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.code.LoopTable;
import jacobi.op.Binary;

/// One row of a sum: `y[yAt + i·yStep] += x[xAt + i·xStep]`, for `i = 0, 1, …` in this order.
final class AddRows {
  private AddRows() {}

  static void add(
      Element type, Object x, int xAt, int xStep, Object y, int yAt, int yStep, int count) {
    if (yStep == 1) {
      LoopTable.shared()
          .binary(Binary.ADD, type)
          .run(y, yAt, y, yAt, 1, x, xAt, xStep, x, 0, 0, count);
      return;
    }
    switch (type) {
      case F64 -> add((double[]) x, xAt, xStep, (double[]) y, yAt, yStep, count);
      case F32 -> add((float[]) x, xAt, xStep, (float[]) y, yAt, yStep, count);
      case I64 -> add((long[]) x, xAt, xStep, (long[]) y, yAt, yStep, count);
      case I32 -> add((int[]) x, xAt, xStep, (int[]) y, yAt, yStep, count);
      case BOOL -> throw new IllegalStateException("truth values have no sum");
      case F16, BF16, I8, U8 -> throw new IllegalStateException(type + " is widened first");
    }
  }

  private static void add(
      double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i * yStep] += x[xAt + i * xStep];
    }
  }

  private static void add(float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i * yStep] += x[xAt + i * xStep];
    }
  }

  private static void add(long[] x, int xAt, int xStep, long[] y, int yAt, int yStep, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i * yStep] += x[xAt + i * xStep];
    }
  }

  private static void add(int[] x, int xAt, int xStep, int[] y, int yAt, int yStep, int count) {
    for (int i = 0; i < count; i++) {
      y[yAt + i * yStep] += x[xAt + i * xStep];
    }
  }
}
