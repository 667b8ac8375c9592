package jacobi.op;

import java.util.ArrayList;
import java.util.List;

/// Parts of a tensor, one after the other along an axis: views of it. One op and not as many
/// slices, so that the gradient is one [Concat] and not a sum of tensors that are mostly zero.
///
/// @param axis the axis, counted from zero
/// @param sizes how long the parts are; they add up to the axis
public record Split(int axis, List<Long> sizes) implements Composite {
  /// The list is copied.
  public Split {
    sizes = List.copyOf(sizes);
  }

  @Override
  public String name() {
    return "SPLIT";
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
    Spec x = in.getFirst();
    long end = 0;
    long least = 0;
    List<Spec> parts = new ArrayList<>();
    for (long size : sizes) {
      end += size;
      least = Math.min(least, size);
      parts.add(x.of(x.shape().with(axis, Math.max(size, 0))));
    }
    Check.shape(
        least >= 0 && !parts.isEmpty() && end == x.shape().size(axis),
        "split of axis %d of %s into %s: they add up to %d",
        axis,
        x.shape(),
        sizes,
        end);
    return parts;
  }
}
