package jacobi.tensor;

import jacobi.type.DType;
import java.util.List;

/// Indices as tensors.
final class Ranges {
  private Ranges() {}

  /// A vector along one of `rank` axes, the others of size 1.
  static Tensor along(Tensor vector, int rank, int axis) {
    long[] sizes = new long[rank];
    java.util.Arrays.fill(sizes, 1);
    sizes[axis] = vector.size(0);
    return vector.reshape(jacobi.type.Shape.of(sizes));
  }

  /// Where a matrix lies above its `diagonal`-th diagonal: `j − i > diagonal`.
  static Tensor above(Tensor matrix, long diagonal) {
    Tensor row = Functions.iota(matrix, DType.I64, matrix.size(-2)).unsqueeze(1);
    return Functions.iota(matrix, DType.I64, matrix.size(-1)).gt(row.add(diagonal));
  }

  /// The numbers with another at their end.
  static List<Long> with(Long[] numbers, long last) {
    Long[] all = numbers.clone();
    all[all.length - 1] = last;
    return List.of(all);
  }
}
