package jacobi.tensor;

import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Einstein's sums, from left to right: two operands at a time become one by a matrix product of
/// what both have and nobody needs any more, batched over what both have and somebody needs.
final class Einsum {
  private final Subscripts subscripts;
  private final Map<Integer, Long> sizes = new LinkedHashMap<>();

  /// A tensor whose axes have names.
  private record Named(Tensor tensor, List<Integer> labels) {
    long[] sizes(List<Integer> wanted) {
      return wanted.stream().mapToLong(label -> tensor.size(labels.indexOf(label))).toArray();
    }

    /// With other axes: those that are missing get size 1.
    Named in(List<Integer> order) {
      int[] axes = order.stream().filter(labels::contains).mapToInt(labels::indexOf).toArray();
      long[] wide = new long[order.size()];
      for (int i = 0; i < wide.length; i++) {
        int axis = labels.indexOf(order.get(i));
        wide[i] = axis < 0 ? 1 : tensor.size(axis);
      }
      return new Named(tensor.permute(axes).reshape(Shape.of(wide)), order);
    }

    /// The axes as three: the first `outer` as they are, the next `rows` as one, the rest as one.
    Tensor matrix(int outer, int rows) {
      long[] shape = new long[outer + 2];
      java.util.Arrays.fill(shape, outer, outer + 2, 1);
      for (int i = 0; i < labels.size(); i++) {
        int at = i < outer ? i : i < outer + rows ? outer : outer + 1;
        shape[at] = i < outer ? tensor.size(i) : shape[at] * tensor.size(i);
      }
      return tensor.reshape(Shape.of(shape));
    }
  }

  private Einsum(Subscripts subscripts) {
    this.subscripts = subscripts;
  }

  static Tensor of(String text, List<Tensor> operands) {
    var subscripts = Subscripts.of(text, operands.stream().map(Tensor::shape).toList());
    var sum = new Einsum(subscripts);
    List<Named> left = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      left.add(sum.named(operands.get(i), subscripts.operands().get(i)));
    }
    Named folded = sum.reduced(left.removeFirst(), sum.needed(left));
    while (!left.isEmpty()) {
      Named next = left.removeFirst();
      folded = sum.product(folded, next, sum.needed(left));
    }
    return sum.wide(folded.in(subscripts.result())).tensor;
  }

  /// Takes diagonals where a label is repeated, and keeps the sizes.
  private Named named(Tensor x, List<Integer> labels) {
    var named = new Named(x, new ArrayList<>(labels));
    for (int i = 0; i < named.labels.size(); i++) {
      int label = named.labels.get(i);
      size(label, named.tensor.size(i));
      int again = named.labels.lastIndexOf(label);
      if (again > i) {
        named = diagonal(named, i, again);
        i--;
      }
    }
    return named;
  }

  private void size(int label, long size) {
    Long known = sizes.putIfAbsent(label, size);
    if (known == null || known == size || (label <= 0 && size == 1)) {
      return;
    }
    if (label > 0 || known != 1) {
      throw Subscripts.refuse(
          subscripts.text(),
          "'%s' is %d and %d long".formatted(Subscripts.name(label), known, size));
    }
    sizes.put(label, size);
  }

  /// Axes `a` and `b`, of one label, as one: the last.
  private Named diagonal(Named x, int a, int b) {
    int label = x.labels.get(a);
    size(label, x.tensor.size(b));
    List<Integer> rest = new ArrayList<>();
    int rank = x.labels.size();
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      if (i != a && i != b) {
        order[rest.size()] = i;
        rest.add(x.labels.get(i));
      }
    }
    order[rank - 2] = a;
    order[rank - 1] = b;
    rest.add(label);
    return new Named(x.tensor.permute(order).diagonal(0), rest);
  }

  /// The labels that the result or an operand still to come has.
  private Set<Integer> needed(List<Named> left) {
    Set<Integer> needed = new HashSet<>(subscripts.result());
    left.forEach(operand -> needed.addAll(operand.labels));
    return needed;
  }

  /// Sums over what nobody needs.
  private Named reduced(Named x, Set<Integer> needed) {
    List<Integer> gone = without(x.labels, needed);
    if (gone.isEmpty()) {
      return x;
    }
    List<Integer> kept = without(x.labels, gone);
    int[] axes = gone.stream().mapToInt(x.labels::indexOf).toArray();
    return new Named(x.tensor.sum(axes), kept);
  }

  private Named product(Named left, Named right, Set<Integer> needed) {
    Set<Integer> ofRight = new HashSet<>(needed);
    ofRight.addAll(right.labels);
    Set<Integer> ofLeft = new HashSet<>(needed);
    ofLeft.addAll(left.labels);
    Named a = reduced(left, ofRight);
    Named b = reduced(right, ofLeft);
    List<Integer> shared = with(a.labels, b.labels);
    List<Integer> batch = with(shared, needed);
    List<Integer> inner = without(shared, needed);
    List<Integer> rows = without(a.labels, shared);
    List<Integer> columns = without(b.labels, shared);
    List<Integer> result = joined(batch, rows, columns);
    if (inner.isEmpty()) {
      return new Named(a.in(result).tensor.mul(b.in(result).tensor), result);
    }
    Tensor x = stretched(a, inner).in(joined(batch, rows, inner)).matrix(batch.size(), rows.size());
    Tensor y =
        stretched(b, inner).in(joined(batch, inner, columns)).matrix(batch.size(), inner.size());
    Tensor product = x.matmul(y);
    Shape shape = product.shape().batch().append(a.sizes(rows)).append(b.sizes(columns));
    return new Named(product.reshape(shape), result);
  }

  /// Axes to be summed over are as long in both operands.
  private Named stretched(Named x, List<Integer> labels) {
    Shape shape = x.tensor.shape();
    for (int label : labels) {
      shape = shape.with(x.labels.indexOf(label), sizes.getOrDefault(label, 1L));
    }
    return new Named(x.tensor.expand(shape), x.labels);
  }

  private Named wide(Named x) {
    return stretched(x, x.labels);
  }

  private static List<Integer> with(List<Integer> labels, Collection<Integer> others) {
    return labels.stream().filter(others::contains).toList();
  }

  private static List<Integer> without(List<Integer> labels, Collection<Integer> others) {
    return labels.stream().filter(label -> !others.contains(label)).toList();
  }

  @SafeVarargs
  private static List<Integer> joined(List<Integer>... parts) {
    List<Integer> all = new ArrayList<>();
    for (List<Integer> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
