package jacobi.tensor;

import jacobi.op.Check;
import jacobi.op.MaxPool2d;
import jacobi.op.Sliding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The formulas of [Resampling], axis by axis.
final class Adaptive {
  private Adaptive() {}

  static Tensor planes(String what, Tensor x, long height, long width) {
    Check.shape(
        x.rank() == 4 && x.size(2) > 0 && x.size(3) > 0 && height > 0 && width > 0,
        "%s to %d × %d wants [N, C, H, W] with rows and columns, got %s",
        what,
        height,
        width,
        x.shape());
    return x;
  }

  /// The means of the parts.
  static Tensor average(Tensor x, Parts rows, Parts columns) {
    long height = rows.longest();
    long width = columns.longest();
    Tensor sums = padded(padded(x, 3, columns), 2, rows);
    Tensor means = sums.avgPool2d(height, width, Sliding.of(height, 0), Sliding.of(width, 0), true);
    return shorter(shorter(means, 3, columns), 2, rows);
  }

  /// The parts one after the other, each filled up to the longest with a zero from behind the end.
  private static Tensor padded(Tensor x, int axis, Parts parts) {
    if (parts.isEven()) {
      return x;
    }
    List<Long> none = Collections.nCopies(x.rank(), 0L);
    List<Long> one = new ArrayList<>(none);
    one.set(axis, 1L);
    long longest = parts.longest();
    return Planes.pick(
        x.pad(none, one),
        axis,
        parts.count() * longest,
        j -> j % longest < parts.size(j / longest) ? parts.at(j, longest) : parts.length());
  }

  /// Sums divided by the size of each part, not of the longest.
  private static Tensor shorter(Tensor means, int axis, Parts parts) {
    double longest = parts.longest();
    return parts.isEven()
        ? means
        : means.mul(Planes.along(means, axis, parts.count(), i -> longest / parts.size(i)));
  }

  /// The greatest elements of the parts.
  static Tensor greatest(Tensor x, Parts rows, Parts columns) {
    long height = rows.longest();
    long width = columns.longest();
    var op = new MaxPool2d(height, width, Sliding.of(height, 0), Sliding.of(width, 0));
    return Tensor.all(op, repeated(repeated(x, 3, columns), 2, rows)).getFirst();
  }

  /// The parts one after the other, each filled up to the longest with its last element, which
  /// never wins before itself.
  private static Tensor repeated(Tensor x, int axis, Parts parts) {
    long longest = parts.longest();
    return parts.isEven()
        ? x
        : Planes.pick(
            x,
            axis,
            parts.count() * longest,
            j -> Math.min(parts.at(j, longest), parts.end(j / longest) - 1));
  }

  static Tensor nearest(Tensor x, int axis, long size) {
    long length = x.size(axis);
    return size == length ? x : Planes.pick(x, axis, size, i -> i * length / size);
  }

  static Tensor linear(Tensor x, int axis, long size) {
    long length = x.size(axis);
    if (size == length) {
      return x;
    }
    Tensor low = Planes.pick(x, axis, size, i -> (long) place(i, length, size));
    Tensor high =
        Planes.pick(x, axis, size, i -> Math.min((long) place(i, length, size) + 1, length - 1));
    Tensor share =
        Planes.along(x, axis, size, i -> place(i, length, size) - (long) place(i, length, size));
    return low.mul(Functions.sub(1, share)).add(high.mul(share));
  }

  /// `(i + ½)·L/S − ½`, at least 0
  private static double place(long i, long length, long size) {
    return Math.max((2 * i + 1) * length - size, 0) / (2.0 * size);
  }

  static Tensor extend(Tensor x, int axis, long low, long high, PadMode mode) {
    long length = x.size(axis);
    Check.shape(
        low >= 0 && high >= 0 && (length > 0 || low + high == 0),
        "pad of axis %d of %s by %d and %d: numbers are at least 0, and of nothing only 0",
        axis,
        x.shape(),
        low,
        high);
    return low + high == 0
        ? x
        : Planes.pick(x, axis, low + length + high, i -> mode.at(i - low, length));
  }
}
