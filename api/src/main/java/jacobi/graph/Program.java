package jacobi.graph;

import jacobi.tensor.Tensor;
import java.util.List;

/// A graph that is ready to run on a device, with memory of its own.
public interface Program extends AutoCloseable {
  /// Runs it. Cells change together at the end, and not at all if it fails.
  List<Tensor> run(List<Tensor> arguments);

  /// Runs it and reads its only result, of one element, without making a tensor.
  double item(List<Tensor> arguments);

  /// Gives the memory back.
  @Override
  void close();
}
