package jacobi.backend.cpu.index;

import jacobi.backend.cpu.loop.Walk;
import jacobi.op.Op;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.IndexException;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// The indices of a call, each looked at before it is used.
public final class Indices {
  private final Operand operand;
  private final boolean wide;
  private final int[] ints;
  private final long[] longs;
  private final long size;
  private volatile boolean outside;

  /// Indices of I32 or I64 into an axis of a size.
  public Indices(Operand operand, long size) {
    this.operand = operand;
    this.wide = operand.dtype() == DType.I64;
    this.ints = wide ? new int[0] : operand.ints();
    this.longs = wide ? operand.longs() : new long[0];
    this.size = size;
  }

  /// The index that lies at a place of the array, or −1 if it is out of range.
  public int at(int place) {
    long index = wide ? longs[place] : ints[place];
    if (index < 0 || index >= size) {
      outside = true;
      return -1;
    }
    return (int) index;
  }

  /// Reports the first index in row-major order that was out of range, if one was: whichever a
  /// worker met first, the message is the same.
  public void report(Op op, OpCall call) {
    if (!outside) {
      return;
    }
    Walk.of(operand.layout())
        .each((count, at, step) -> {
          for (int i = 0; i < count && call.fault() == null; i++) {
            int place = at[0] + i * step[0];
            if (at(place) < 0) {
              long index = wide ? longs[place] : ints[place];
              String where = ": index " + index + " into an axis of size " + size;
              call.report(new IndexException(op.name() + where));
            }
          }
        });
  }

  /// A layout over the shape of the index that stands still along the axis indexed into.
  static Layout along(Layout layout, int axis, Shape index) {
    long[] strides = layout.strides();
    strides[axis] = 0;
    return Layout.of(index, strides, layout.offset());
  }
}
