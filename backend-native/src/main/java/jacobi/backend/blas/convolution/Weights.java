package jacobi.backend.blas.convolution;

import jacobi.backend.blas.foreign.Block;
import jacobi.spi.HostBuffer;
import jacobi.spi.Operand;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// Weights in a primitive's order, made anew only when they are others, or have changed.
final class Weights {
  private final Entrance entrance;
  private final int elements;
  private @Nullable WeakReference<HostBuffer> buffer;
  private long version;
  private int at;

  Weights(Plan plan) {
    entrance =
        new Entrance(
            plan.dnnl,
            plan.dnnl.stream(),
            plan.plain(plan.second),
            plan.primitive.operand(plan.second));
    elements = plan.window.wElements();
  }

  /// Those of an operand.
  Block of(Operand w) {
    HostBuffer from = w.host();
    boolean same = buffer != null && buffer.get() == from;
    if (!same || version != from.version() || at != w.at()) {
      entrance.load(w.floats(), w.at(), elements);
      buffer = new WeakReference<>(from);
      version = from.version();
      at = w.at();
    }
    return entrance.inside();
  }
}
