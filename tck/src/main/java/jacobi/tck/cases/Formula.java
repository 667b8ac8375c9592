package jacobi.tck.cases;

import jacobi.tensor.Tensor;
import java.util.List;

/// What is computed, in tensor methods: the same on the backend under test and on a reference.
@FunctionalInterface
public interface Formula {
  /// The results for these operands.
  List<Tensor> of(List<Tensor> in);
}
