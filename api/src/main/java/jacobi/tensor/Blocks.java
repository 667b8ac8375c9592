package jacobi.tensor;

import jacobi.op.Pad;
import jacobi.op.Split;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.ArrayList;
import java.util.List;

/// Tensors cut, repeated and turned; triangles and diagonals of matrices.
public sealed interface Blocks permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// Views of at most `size` indices of an axis each, one after the other; the last may have fewer.
  ///
  /// @throws ShapeException if `size` is not positive
  default List<Tensor> split(int axis, long size) {
    if (size < 1) {
      throw new ShapeException("split of %s into parts of %d".formatted(self().shape(), size));
    }
    long all = self().size(axis);
    List<Long> sizes = new ArrayList<>();
    for (long start = 0; start < all || sizes.isEmpty(); start += size) {
      sizes.add(Math.min(size, all - start));
    }
    return split(axis, sizes);
  }

  /// Views of these many indices of an axis, one after the other.
  ///
  /// @throws ShapeException if the sizes do not add up to the axis
  default List<Tensor> split(int axis, List<Long> sizes) {
    return Tensor.all(new Split(self().shape().axis(axis), sizes), self());
  }

  /// At most `count` views of an axis, of equal size but for the last.
  ///
  /// @throws ShapeException if `count` is not positive
  default List<Tensor> chunk(int axis, long count) {
    if (count < 1) {
      throw new ShapeException("%d chunks of %s".formatted(count, self().shape()));
    }
    return split(axis, Math.max(1, Math.ceilDiv(self().size(axis), count)));
  }

  /// An axis turned: `y[(i + shift) mod n] = x[i]`.
  default Tensor roll(int axis, long shift) {
    long size = self().size(axis);
    long at = size == 0 ? 0 : Math.floorMod(-shift, size);
    return at == 0
        ? self()
        : Functions.concat(axis, List.of(self().slice(axis, at, size), self().slice(axis, 0, at)));
  }

  /// This tensor `counts[i]` times along each axis; more counts than axes add axes in front, and
  /// fewer leave the first axes as they are.
  default Tensor tile(long... counts) {
    int rank = Math.max(counts.length, self().rank());
    long[] apart = new long[2 * rank];
    long[] wide = new long[2 * rank];
    long[] whole = new long[rank];
    for (int i = 0; i < rank; i++) {
      int axis = i - (rank - self().rank());
      int place = i - (rank - counts.length);
      long size = axis < 0 ? 1 : self().size(axis);
      long count = place < 0 ? 1 : counts[place];
      apart[2 * i] = 1;
      apart[2 * i + 1] = size;
      wide[2 * i] = count;
      wide[2 * i + 1] = size;
      whole[i] = count * size;
    }
    return self().reshape(Shape.of(apart)).expand(wide).reshape(Shape.of(whole));
  }

  /// Each index of an axis `count` times in a row.
  default Tensor repeatInterleave(int axis, long count) {
    int at = self().shape().axis(axis);
    Tensor apart = self().unsqueeze(at + 1);
    Tensor wide = apart.expand(apart.shape().with(at + 1, count));
    return wide.reshape(self().shape().with(at, self().size(at) * count));
  }

  /// Matrices with zeros above the `diagonal`-th diagonal; 0 is the main one, 1 the next above.
  default Tensor tril(long diagonal) {
    return Ranges.above(self(), diagonal).where(0, self());
  }

  /// Matrices with zeros below the `diagonal`-th diagonal; 0 is the main one, 1 the next above.
  default Tensor triu(long diagonal) {
    return Ranges.above(self(), diagonal - 1).where(self(), 0);
  }

  /// The `offset`-th diagonal of matrices, above the main one if positive: a view, if these are
  /// dense, […, M, N] → […, D].
  ///
  /// @throws ShapeException if there is no such diagonal
  default Tensor diagonal(long offset) {
    long columns = self().size(-1);
    long length = Math.min(self().size(-2) + Math.min(offset, 0), columns - Math.max(offset, 0));
    if (length < 0) {
      throw new ShapeException("no diagonal %d in %s".formatted(offset, self().shape()));
    }
    long start = Math.max(offset, 0) - Math.min(offset, 0) * columns;
    long end = length == 0 ? start : start + (length - 1) * (columns + 1) + 1;
    return self().flatten(-2).slice(-1, start, end, columns + 1);
  }

  /// A matrix with this vector as its `offset`-th diagonal and zeros elsewhere; of several axes, a
  /// matrix for each row: […, D] → […, D + |offset|, D + |offset|].
  default Tensor diagEmbed(long offset) {
    long length = self().size(-1);
    long side = length + Math.abs(offset);
    long start = Math.max(offset, 0) - Math.min(offset, 0) * side;
    long reached = length == 0 ? start : start + (length - 1) * (side + 1) + 1;
    Long[] zeros = new Long[self().rank()];
    java.util.Arrays.fill(zeros, 0L);
    List<Long> low = Ranges.with(zeros, start);
    List<Long> high = Ranges.with(zeros, side * side - reached);
    Tensor flat = self().engine().apply(new Pad(low, high, Ranges.with(zeros, side)), self());
    return flat.reshape(self().shape().without(-1).append(side, side));
  }

  /// The diagonal of a matrix, or the matrix with this vector as its diagonal.
  ///
  /// @throws ShapeException if this is neither a vector nor a matrix
  default Tensor diag(long offset) {
    return switch (self().rank()) {
      case 1 -> diagEmbed(offset);
      case 2 -> diagonal(offset);
      default ->
          throw new ShapeException(
              "diag of %s: of many matrices use diagonal or diagEmbed".formatted(self().shape()));
    };
  }
}
