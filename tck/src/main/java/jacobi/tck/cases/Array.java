package jacobi.tck.cases;

import jacobi.spi.HostBuffer;
import jacobi.tensor.Tensor;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// A result, read back.
public record Array(Shape shape, HostBuffer elements) {

  /// What tensors hold.
  public static List<Array> of(List<Tensor> tensors) {
    List<Array> arrays = new ArrayList<>();
    tensors.forEach(x -> arrays.add(new Array(x.shape(), Host.of(x))));
    return arrays;
  }

  /// True for results that have gradients.
  public boolean isFloat() {
    return elements.dtype().isFloat();
  }
}
