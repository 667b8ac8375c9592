package jacobi.backend.cpu.move;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Fill;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.Rounding;
import java.util.Arrays;

/// FULL and IOTA: elements made from nothing, into dense results.
public final class FillKernel {
  private FillKernel() {}

  /// Computes a call.
  public static void run(Fill op, OpCall call, Workers workers) {
    switch (op) {
      case Fill.Full full -> fill(call.out(), full.value(), workers);
      case Fill.Iota _ -> count(call.out(), workers);
    }
  }

  private static void fill(Operand to, Number value, Workers workers) {
    Element type = Element.of(to.dtype());
    Object y = to.host().array();
    int first = to.at();
    int count = to.count();
    workers.run(
        parts(count),
        part -> {
          int from = first + part * Walk.PART;
          fill(type, y, from, Math.min(from + Walk.PART, first + count), value);
        });
  }

  /// Sets every element of a dense operand to 0.
  public static void zero(Operand to, Workers workers) {
    Element type = Element.of(to.dtype());
    Object y = to.host().array();
    int first = to.at();
    int count = to.count();
    workers.run(
        parts(count),
        part -> {
          int from = first + part * Walk.PART;
          type.zero(y, from, Math.min(from + Walk.PART, first + count));
        });
  }

  private static void fill(Element type, Object y, int from, int to, Number value) {
    switch (type) {
      case F64 -> Arrays.fill((double[]) y, from, to, value.doubleValue());
      case F32 -> Arrays.fill((float[]) y, from, to, (float) value.doubleValue());
      case I64 -> Arrays.fill((long[]) y, from, to, value.longValue());
      case I32 -> Arrays.fill((int[]) y, from, to, (int) value.longValue());
      case BOOL -> Arrays.fill((byte[]) y, from, to, (byte) (value.longValue() != 0 ? 1 : 0));
      case F16 -> Arrays.fill((short[]) y, from, to, Rounding.float16(value.doubleValue()));
      case BF16 -> Arrays.fill((short[]) y, from, to, Rounding.bfloat16(value.doubleValue()));
      case I8, U8 -> Arrays.fill((byte[]) y, from, to, (byte) value.longValue());
    }
  }

  private static void count(Operand to, Workers workers) {
    Element type = Element.of(to.dtype());
    Object y = to.host().array();
    int first = to.at();
    int count = to.count();
    workers.run(
        parts(count),
        part -> {
          int from = part * Walk.PART;
          count(type, y, first, from, Math.min(from + Walk.PART, count));
        });
  }

  private static void count(Element type, Object y, int at, int from, int to) {
    switch (type) {
      case F64 -> count((double[]) y, at, from, to);
      case F32 -> count((float[]) y, at, from, to);
      case I64 -> count((long[]) y, at, from, to);
      case I32 -> count((int[]) y, at, from, to);
      case F16 -> {
        for (int i = from; i < to; i++) {
          ((short[]) y)[at + i] = Rounding.float16(i);
        }
      }
      case BF16 -> {
        for (int i = from; i < to; i++) {
          ((short[]) y)[at + i] = Rounding.bfloat16(i);
        }
      }
      case I8, U8 -> {
        for (int i = from; i < to; i++) {
          ((byte[]) y)[at + i] = (byte) i;
        }
      }
      case BOOL -> throw new IllegalStateException("IOTA does not count in truth values");
    }
  }

  private static void count(double[] y, int at, int from, int to) {
    for (int i = from; i < to; i++) {
      y[at + i] = i;
    }
  }

  private static void count(float[] y, int at, int from, int to) {
    for (int i = from; i < to; i++) {
      y[at + i] = i;
    }
  }

  private static void count(long[] y, int at, int from, int to) {
    for (int i = from; i < to; i++) {
      y[at + i] = i;
    }
  }

  private static void count(int[] y, int at, int from, int to) {
    for (int i = from; i < to; i++) {
      y[at + i] = i;
    }
  }

  private static int parts(int count) {
    return (int) ((count + Walk.PART - 1L) / Walk.PART);
  }
}
