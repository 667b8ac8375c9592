package jacobi.backend.blas.convolution;

import jacobi.backend.blas.foreign.Dnnl;
import jacobi.backend.blas.foreign.Primitive.Role;
import jacobi.backend.blas.foreign.Window;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Plans by direction and shape: making one takes 0.5 to 20 ms, finding it less than a microsecond.
final class Plans {
  /// Shapes that are kept; whoever needs more starts over.
  private static final int MOST = 256;

  private record Key(Window window, Role result) {}

  private final Dnnl dnnl;
  private final int threads;
  private final Map<Key, Optional<Plan>> plans = new ConcurrentHashMap<>();

  Plans(Dnnl dnnl, int threads) {
    this.dnnl = dnnl;
    this.threads = threads;
  }

  /// The plan, or null if oneDNN has no code for it that is worth calling.
  @Nullable Plan of(Window window, Role result) {
    var key = new Key(window, result);
    Optional<Plan> known = plans.get(key);
    if (known == null) {
      if (plans.size() >= MOST) {
        plans.clear();
      }
      known =
          plans.computeIfAbsent(
              key, _ -> Optional.ofNullable(Plan.of(dnnl, window, result, threads)));
    }
    return known.orElse(null);
  }
}
