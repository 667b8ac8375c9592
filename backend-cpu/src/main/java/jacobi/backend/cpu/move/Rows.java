package jacobi.backend.cpu.move;

import jacobi.backend.cpu.code.Element;
import java.util.Arrays;

/// One row of a copy: `y[yAt + i·yStep] = x[xAt + i·xStep]`.
///
/// Whole rows are copied by each type for itself: `System.arraycopy` of arrays whose type C2 does
/// not know takes fifty nanoseconds to find it out.
public final class Rows {
  private Rows() {}

  /// Copies `count` elements between arrays of a type.
  public static void move(
      Element type, Object x, int xAt, int xStep, Object y, int yAt, int yStep, int count) {
    switch (type) {
      case F64 -> move((double[]) x, xAt, xStep, (double[]) y, yAt, yStep, count);
      case F32 -> move((float[]) x, xAt, xStep, (float[]) y, yAt, yStep, count);
      case I64 -> move((long[]) x, xAt, xStep, (long[]) y, yAt, yStep, count);
      case I32 -> move((int[]) x, xAt, xStep, (int[]) y, yAt, yStep, count);
      case F16, BF16 -> move((short[]) x, xAt, xStep, (short[]) y, yAt, yStep, count);
      case BOOL, I8, U8 -> move((byte[]) x, xAt, xStep, (byte[]) y, yAt, yStep, count);
    }
  }

  static void move(double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int count) {
    if (xStep == 1 && yStep == 1) {
      System.arraycopy(x, xAt, y, yAt, count);
      return;
    }
    if (xStep == 0 && yStep == 1) {
      Arrays.fill(y, yAt, yAt + count, x[xAt]);
      return;
    }
    for (int i = 0; i < count; i++) {
      y[yAt + i * yStep] = x[xAt + i * xStep];
    }
  }

  static void move(float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int count) {
    if (xStep == 1 && yStep == 1) {
      System.arraycopy(x, xAt, y, yAt, count);
      return;
    }
    if (xStep == 0 && yStep == 1) {
      Arrays.fill(y, yAt, yAt + count, x[xAt]);
      return;
    }
    for (int i = 0; i < count; i++) {
      y[yAt + i * yStep] = x[xAt + i * xStep];
    }
  }

  static void move(long[] x, int xAt, int xStep, long[] y, int yAt, int yStep, int count) {
    if (xStep == 1 && yStep == 1) {
      System.arraycopy(x, xAt, y, yAt, count);
      return;
    }
    if (xStep == 0 && yStep == 1) {
      Arrays.fill(y, yAt, yAt + count, x[xAt]);
      return;
    }
    for (int i = 0; i < count; i++) {
      y[yAt + i * yStep] = x[xAt + i * xStep];
    }
  }

  static void move(int[] x, int xAt, int xStep, int[] y, int yAt, int yStep, int count) {
    if (xStep == 1 && yStep == 1) {
      System.arraycopy(x, xAt, y, yAt, count);
      return;
    }
    if (xStep == 0 && yStep == 1) {
      Arrays.fill(y, yAt, yAt + count, x[xAt]);
      return;
    }
    for (int i = 0; i < count; i++) {
      y[yAt + i * yStep] = x[xAt + i * xStep];
    }
  }

  static void move(short[] x, int xAt, int xStep, short[] y, int yAt, int yStep, int count) {
    if (xStep == 1 && yStep == 1) {
      System.arraycopy(x, xAt, y, yAt, count);
      return;
    }
    if (xStep == 0 && yStep == 1) {
      Arrays.fill(y, yAt, yAt + count, x[xAt]);
      return;
    }
    for (int i = 0; i < count; i++) {
      y[yAt + i * yStep] = x[xAt + i * xStep];
    }
  }

  static void move(byte[] x, int xAt, int xStep, byte[] y, int yAt, int yStep, int count) {
    if (xStep == 1 && yStep == 1) {
      System.arraycopy(x, xAt, y, yAt, count);
      return;
    }
    if (xStep == 0 && yStep == 1) {
      Arrays.fill(y, yAt, yAt + count, x[xAt]);
      return;
    }
    for (int i = 0; i < count; i++) {
      y[yAt + i * yStep] = x[xAt + i * xStep];
    }
  }
}
