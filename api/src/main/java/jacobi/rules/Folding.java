package jacobi.rules;

import jacobi.tensor.Tensor;
import jacobi.type.Axes;
import jacobi.type.Shape;

/// Along which axes a normalization takes its means, and how `x` is cut for it.
///
/// @param x the shape of the operand
/// @param cut the shape under which the means are taken
/// @param axes of `cut`, which means fold away
/// @param shared axes of `x` along which gain and bias are the same
record Folding(Shape x, Shape cut, Axes axes, Axes shared) {
  /// Means over the last `row` axes, a gain for each place in a row.
  static Folding rows(Shape x, int row) {
    int lead = (1 << (x.rank() - row)) - 1;
    return new Folding(x, x, new Axes(every(x) & ~lead), new Axes(lead));
  }

  /// Means over all axes but that of the channels.
  static Folding batch(Shape x) {
    Axes axes = new Axes(every(x) & ~2);
    return new Folding(x, x, axes, axes);
  }

  /// Means over the channels of a group, a gain for each channel.
  static Folding groups(Shape x, int groups) {
    Shape cut = Shape.of(x.size(0), groups, x.with(0, 1).elements() / groups);
    return new Folding(x, cut, new Axes(4), new Axes(every(x) & ~2));
  }

  private static int every(Shape x) {
    return Axes.of(x).mask();
  }

  /// How many values a mean is over.
  long count() {
    return axes.elements(cut);
  }

  Tensor mean(Tensor cutted) {
    return cutted.sum(axes).div(count());
  }

  /// A statistic, to broadcast against what was cut.
  Tensor spread(Tensor statistic) {
    return statistic.reshape(cut.keep(axes));
  }

  /// Gain or bias, to broadcast against `x`.
  Tensor wide(Tensor gain) {
    return gain.reshape(x.keep(shared));
  }
}
