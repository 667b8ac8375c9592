package jacobi.backend.cpu.gemm;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A few arrays kept for reuse. Whoever finds none that is long enough allocates; whoever brings
/// one back to a full pool leaves it to the collector.
final class Pool<T> {
  private final AtomicReferenceArray<@Nullable T> slots;
  private final ToIntFunction<T> length;

  Pool(int slots, ToIntFunction<T> length) {
    this.slots = new AtomicReferenceArray<>(slots);
    this.length = length;
  }

  /// Something at least this long, or null; shorter ones found on the way are dropped.
  @Nullable T take(int atLeast) {
    for (int i = 0; i < slots.length(); i++) {
      T kept = slots.get(i) == null ? null : slots.getAndSet(i, null);
      if (kept != null && length.applyAsInt(kept) >= atLeast) {
        return kept;
      }
    }
    return null;
  }

  void give(T used) {
    for (int i = 0; i < slots.length(); i++) {
      if (slots.get(i) == null && slots.compareAndSet(i, null, used)) {
        return;
      }
    }
  }
}
