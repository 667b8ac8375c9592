package jacobi.tck.cases;

import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.spi.HostBuffer;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// What a generator of cases draws from: sizes, placements, numbers.
public final class Draws {
  private final Choices choices;
  private final DType dtype;
  private final Regime regime;
  private final Scale scale;
  private final boolean placed;

  /// Draws for operands of one type.
  ///
  /// @param placed whether operands lie in all ways, or dense
  public Draws(Choices choices, DType dtype, Regime regime, Scale scale, boolean placed) {
    this.choices = choices;
    this.dtype = dtype;
    this.regime = regime;
    this.scale = scale;
    this.placed = placed;
  }

  /// Further decisions.
  public Choices choices() {
    return choices;
  }

  /// The type of the floats, or of whatever the op is tried on.
  public DType dtype() {
    return dtype;
  }

  /// What numbers are wanted.
  public Regime regime() {
    return regime;
  }

  /// True if arithmetic is to be exact.
  public boolean isExact() {
    return regime == Regime.EXACT;
  }

  /// The size of the axis that matters.
  public long size() {
    return choices.spread(scale.main());
  }

  /// The size of the axis that matters, at least 1.
  public long some() {
    return Math.max(1, size());
  }

  /// The size of another axis.
  public long other() {
    return choices.among(scale.other());
  }

  /// The size of one of several axes, at least 1; where each element matters at most so many.
  public long several(int most) {
    return choices.among(scale.several(most));
  }

  /// A size, or less where an operand with so many elements beside would be too large.
  public long fitting(long size, long beside) {
    return Math.clamp(2 * scale.room() / Math.max(1, beside), 1, Math.max(1, size));
  }

  /// The size of an axis of a matrix whose other one is as large, at least 1.
  public long side() {
    return choices.spread(scale.side());
  }

  /// A power of two, by which means are exact.
  public long power() {
    return choices.spread(scale == Scale.TINY ? List.of(2L, 1L, 4L) : List.of(1L, 2L, 4L, 8L, 64L));
  }

  /// A shape of a rank between two, with one axis that matters; few elements beside it.
  public Shape shape(int least, int most) {
    int rank = least + choices.spread(most - least + 1);
    long[] sizes = new long[rank];
    int main = rank == 0 ? 0 : choices.below(rank);
    long room = scale.room();
    for (int i = 0; i < rank; i++) {
      long size = i == main ? size() : other();
      sizes[i] = size <= room ? size : 1;
      room /= Math.max(1, sizes[i]);
    }
    return Shape.of(sizes);
  }

  /// An axis of a shape.
  public int axis(Shape shape) {
    return choices.spread(shape.rank());
  }

  /// A differentiated operand (or a plain one, if the type has no gradients).
  public Arg input(Range range, Shape shape) {
    return arg(dtype.isFloat() ? Role.DIFFERENTIATED : Role.PLAIN, range, shape);
  }

  /// A differentiated operand.
  public Arg input(Range range, long... sizes) {
    return input(range, Shape.of(sizes));
  }

  /// An operand nobody differentiates.
  public Arg plain(Range range, long... sizes) {
    return arg(Role.PLAIN, range, Shape.of(sizes));
  }

  private Arg arg(Role role, Range range, Shape shape) {
    Placement placement = placed ? choices.spread(List.of(Placement.values())) : Placement.DENSE;
    // Equal rows tie, and the errors of equal terms do not cancel as those of others do.
    boolean distinct = Numbers.isSpaced(range) || regime == Regime.REAL;
    if (distinct && placement == Placement.REPEATED) {
      placement = Placement.DENSE;
    }
    HostBuffer values = HostBuffer.of(dtype, shape.elements());
    Stream random = Seed.of(choices.below(1 << 16)).at("values").stream();
    Numbers.fill(values, range, regime, random);
    placement.fit(values, shape);
    return new Arg(role, values, shape, placement);
  }

  /// Integers from 0 to before `bound`, I64 or I32.
  public Arg index(long bound, long... sizes) {
    DType type = choices.flag() ? DType.I32 : DType.I64;
    return whole(type, 0, (int) bound, sizes);
  }

  /// Integers of a type between two.
  public Arg whole(DType type, int low, int bound, long... sizes) {
    Shape shape = Shape.of(sizes);
    HostBuffer values = HostBuffer.of(type, shape.elements());
    Stream random = Seed.of(choices.below(1 << 16)).at("whole").stream();
    for (int i = 0; i < values.elements(); i++) {
      values.setLong(i, random.nextInt(low, bound));
    }
    Placement placement = placed ? choices.among(List.of(Placement.values())) : Placement.DENSE;
    placement.fit(values, shape);
    return new Arg(Role.PLAIN, values, shape, placement);
  }

  /// Given integers or truth values.
  public Arg given(DType type, Shape shape, int... elements) {
    HostBuffer values = HostBuffer.of(type, shape.elements());
    for (int i = 0; i < elements.length; i++) {
      values.setLong(i, elements[i]);
    }
    return new Arg(Role.PLAIN, values, shape, Placement.DENSE);
  }

  /// Fixed numbers of the type.
  public Arg numbers(double... numbers) {
    HostBuffer values = HostBuffer.of(dtype, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      values.setDouble(i, numbers[i]);
    }
    return new Arg(Role.PLAIN, values, Shape.of(numbers.length), Placement.DENSE);
  }

  /// Cotangents: small whole numbers in exact regimes, else reals.
  public List<Arg> cotangents(List<Shape> shapes) {
    List<Arg> all = new ArrayList<>();
    shapes.forEach(shape -> all.add(arg(Role.PLAIN, Range.PLAIN, shape)));
    return all;
  }
}
