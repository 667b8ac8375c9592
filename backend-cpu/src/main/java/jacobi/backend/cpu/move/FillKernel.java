package jacobi.backend.cpu.move;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Fill;
import jacobi.spi.OpCall;
import jacobi.type.Rounding;
import java.util.Arrays;

/// FULL and IOTA: elements made from nothing, into dense results.
public final class FillKernel {
  private FillKernel() {}

  /// What computes a call.
  public static Runnable prepare(Fill op, OpCall call, Workers workers) {
    return switch (op) {
      case Fill.Full full -> {
        Number value = full.value();
        yield each(call, workers, (type, y, from, to) -> fill(type, y, from, to, value));
      }
      case Fill.Iota _ ->
          each(
              call,
              workers,
              (type, y, from, to) ->
                  count(type, y, call.out().at(), from - call.out().at(), to - call.out().at()));
    };
  }

  /// Sets every element of the dense result of a call to 0.
  public static void zero(OpCall call, Workers workers) {
    each(call, workers, Element::zero).run();
  }

  private interface Stretch {
    void run(Element type, Object y, int from, int to);
  }

  private static Runnable each(OpCall call, Workers workers, Stretch stretch) {
    Element type = Element.of(call.out().dtype());
    int first = call.out().at();
    int count = call.out().count();
    int parts = (int) ((count + Walk.PART - 1L) / Walk.PART);
    Workers.Task task =
        part -> {
          int from = first + part * Walk.PART;
          int to = Math.min(from + Walk.PART, first + count);
          stretch.run(type, call.out().host().array(), from, to);
        };
    return () -> workers.run(parts, task);
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
}
