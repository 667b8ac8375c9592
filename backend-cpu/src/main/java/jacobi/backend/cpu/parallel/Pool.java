package jacobi.backend.cpu.parallel;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A few arrays kept for reuse by the threads. Whoever finds none that is long enough allocates;
/// whoever brings one back to a full pool leaves it to the collector.
public final class Pool<T> {
  private final AtomicReferenceArray<@Nullable T> slots;
  private final ToIntFunction<T> length;

  /// An empty pool that keeps at most `slots` things, each as long as `length` says.
  public Pool(int slots, ToIntFunction<T> length) {
    this.slots = new AtomicReferenceArray<>(slots);
    this.length = length;
  }

  /// Something at least this long, or null; shorter ones found on the way are dropped.
  public @Nullable T take(int atLeast) {
    for (int i = 0; i < slots.length(); i++) {
      T kept = slots.get(i) == null ? null : slots.getAndSet(i, null);
      if (kept != null && length.applyAsInt(kept) >= atLeast) {
        return kept;
      }
    }
    return null;
  }

  /// Keeps something for the next who asks; the giver must not touch it any more.
  public void give(T used) {
    for (int i = 0; i < slots.length(); i++) {
      if (slots.get(i) == null && slots.compareAndSet(i, null, used)) {
        return;
      }
    }
  }
}
