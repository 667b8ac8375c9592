package jacobi.backend.cpu.index;

import jacobi.backend.cpu.loop.Walk;
import jacobi.op.Op;
import jacobi.spi.OpCall;
import jacobi.type.DType;
import jacobi.type.IndexException;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// The indices of a call, each looked at before it is used.
public final class Indices {
  private final OpCall call;
  private final int place;
  private final boolean wide;
  private int[] ints = new int[0];
  private long[] longs = new long[0];
  private final long size;
  private volatile boolean outside;

  /// Indices of I32 or I64 into an axis of a size.
  ///
  /// @param place which operand of the call they are
  public Indices(OpCall call, int place, long size) {
    this.call = call;
    this.place = place;
    this.wide = call.in(place).dtype() == DType.I64;
    this.size = size;
  }

  /// Says that a call begins.
  public Indices start() {
    if (wide) {
      longs = call.in(place).longs();
    } else {
      ints = call.in(place).ints();
    }
    outside = false;
    return this;
  }

  /// The index that lies at a place of the array, or −1 if it is out of range.
  public int at(int here) {
    long index = wide ? longs[here] : ints[here];
    if (index < 0 || index >= size) {
      outside = true;
      return -1;
    }
    return (int) index;
  }

  /// Reports the first index in row-major order that was out of range, if one was: whichever a
  /// worker met first, the message is the same.
  public void report(Op op) {
    if (!outside) {
      return;
    }
    Walk.of(call.in(place).layout())
        .each((count, at, step) -> {
          for (int i = 0; i < count && call.fault() == null; i++) {
            int here = at[0] + i * step[0];
            if (at(here) < 0) {
              long index = wide ? longs[here] : ints[here];
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
