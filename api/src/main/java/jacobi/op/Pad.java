package jacobi.op;

import jacobi.type.Shape;
import java.util.List;

/// Zeros around and between the elements of each axis: `low` before, `between` after each element
/// but the last, `high` after. The adjoint of a strided slice.
///
/// | x | y |
/// | --- | --- |
/// | any | axis of size n → `low + n + (n − 1)·between + high` |
public record Pad(List<Long> low, List<Long> high, List<Long> between) implements Composite {
  /// The lists are copied.
  public Pad {
    low = List.copyOf(low);
    high = List.copyOf(high);
    between = List.copyOf(between);
  }

  @Override
  public String name() {
    return "PAD";
  }

  @Override
  public int arity() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    return Algebra.LINEAR;
  }

  @Override
  public List<Spec> infer(List<Spec> in) {
    Shape x = in.getFirst().shape();
    Check.shape(
        low.size() == x.rank() && high.size() == x.rank() && between.size() == x.rank(),
        "PAD of %s wants %d numbers at each end, got %s, %s, %s",
        x,
        x.rank(),
        low,
        high,
        between);
    long[] sizes = x.sizes();
    for (int i = 0; i < sizes.length; i++) {
      Check.shape(
          low.get(i) >= 0 && high.get(i) >= 0 && between.get(i) >= 0,
          "PAD of %s by a negative number: %s, %s, %s",
          x,
          low,
          high,
          between);
      sizes[i] += low.get(i) + high.get(i) + Math.max(sizes[i] - 1, 0) * between.get(i);
    }
    return List.of(in.getFirst().of(Shape.of(sizes)));
  }
}
