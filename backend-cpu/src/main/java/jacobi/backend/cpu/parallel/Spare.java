package jacobi.backend.cpu.parallel;

import java.util.function.Supplier;

/// Things of one kind that kernels need for the length of a part, kept between calls: a step that
/// was run before makes none. Each is used by one thread at a time.
public final class Spare<T> {
  /// More than threads use at once.
  private static final int SLOTS = 4 * Math.max(Runtime.getRuntime().availableProcessors(), 8);

  private final Pool<T> pool;
  private final Supplier<T> maker;

  /// None yet.
  public Spare(Supplier<T> maker) {
    this.maker = maker;
    pool = new Pool<>(SLOTS, each -> 1);
  }

  /// One that nobody uses.
  public T take() {
    T kept = pool.take(1);
    return kept != null ? kept : maker.get();
  }

  /// Keeps one for the next who asks.
  public void give(T used) {
    pool.give(used);
  }
}
