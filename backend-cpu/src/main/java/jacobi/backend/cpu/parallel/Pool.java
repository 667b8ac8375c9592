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

  /// The shortest thing that is at least this long, or null. Where there is none, a shorter one
  /// makes room for that which will be brought: who asks for the same again finds all there is.
  public @Nullable T take(int atLeast) {
    int from = best(atLeast);
    while (from >= 0) {
      T kept = slots.get(from);
      if (kept != null
          && length.applyAsInt(kept) >= atLeast
          && slots.compareAndSet(from, kept, null)) {
        return kept;
      }
      // Another thread was there in between.
      from = best(atLeast);
    }
    drop(atLeast);
    return null;
  }

  private int best(int atLeast) {
    int best = -1;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < slots.length(); i++) {
      T kept = slots.get(i);
      int size = kept == null ? -1 : length.applyAsInt(kept);
      if (size >= atLeast && size < least) {
        best = i;
        least = size;
      }
    }
    return best;
  }

  private void drop(int below) {
    for (int i = 0; i < slots.length(); i++) {
      T kept = slots.get(i);
      if (kept != null && length.applyAsInt(kept) < below && slots.compareAndSet(i, kept, null)) {
        return;
      }
    }
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
