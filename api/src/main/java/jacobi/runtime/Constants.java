package jacobi.runtime;

import jacobi.op.Constant;
import jacobi.op.Fill;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Scalars by type and value, so that `x.mul(2)` makes its 2 once. Bounded: emptied when full.
final class Constants {
  private static final int LIMIT = 1024;

  private final EagerEngine engine;
  private final Map<Key, Tensor> known = new ConcurrentHashMap<>();

  Constants(EagerEngine engine) {
    this.engine = engine;
  }

  Tensor of(DType dtype, Number value) {
    var key = new Key(dtype, Constant.as(dtype, value));
    Tensor scalar = known.get(key);
    if (scalar == null) {
      if (known.size() >= LIMIT) {
        known.clear();
      }
      scalar = engine.scalar(Fill.Full.of(dtype, Shape.SCALAR, key.value));
      known.put(key, scalar);
    }
    return scalar;
  }

  private record Key(DType dtype, Number value) {}
}
