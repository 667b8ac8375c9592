package jacobi.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A block at whose end the tensors made in it give their memory back.
///
/// Nobody needs scopes to be correct, for unreachable tensors are collected; a training step uses
/// one to be tight. What a block returns is kept, and so is what a [Cell] holds.
///
/// ```java
/// double loss = Scope.run(scope -> step(batch).item());
/// ```
public final class Scope {
  private final @Nullable Scope outer;
  private final int depth;
  private final List<Handle> handles = new ArrayList<>();
  private final List<Handle> kept = new ArrayList<>();
  private volatile boolean closed;

  private Scope(@Nullable Scope outer) {
    this.outer = outer;
    this.depth = outer == null ? 0 : outer.depth + 1;
  }

  /// Runs a block and returns one tensor from it.
  public static Tensor tensor(Supplier<Tensor> block) {
    return run(scope -> scope.keep(block.get()));
  }

  /// Runs a block; tensors it returns must be [kept][#keep].
  public static <T extends @Nullable Object> T run(Function<Scope, T> block) {
    Mode mode = Mode.current();
    var scope = new Scope(mode.scope());
    try {
      return mode.with(scope).call(() -> block.apply(scope));
    } finally {
      scope.close();
    }
  }

  /// Makes a tensor outlive this scope; it moves to the scope outside.
  public Tensor keep(Tensor tensor) {
    keep(tensor.handle());
    return tensor;
  }

  /// How much memory was made in this scope so far, to [#releaseSince] here.
  public synchronized int mark() {
    return handles.size();
  }

  /// Gives back what was made in this scope since a mark, but for what is still needed and what a
  /// cell holds; later use is an error.
  public synchronized void releaseSince(int mark, Predicate<Handle> needed) {
    for (Handle handle : handles.subList(mark, handles.size())) {
      if (!needed.test(handle)) {
        release(handle);
      }
    }
  }

  /// Gives back memory of this scope now, unless a cell holds it; later use is an error. Does
  /// nothing to memory of other scopes.
  public void release(Handle handle) {
    if (handle.scope() == this && !handle.isHeld()) {
      handle.release();
    }
  }

  private synchronized void keep(Handle handle) {
    if (handle.isTracked() && handle.scope() == this && !kept.contains(handle)) {
      kept.add(handle);
    }
  }

  synchronized void add(Handle handle) {
    handles.add(handle);
  }

  boolean isClosed() {
    return closed;
  }

  /// True if this scope is `other` or was opened, directly or not, in it.
  boolean isInside(Scope other) {
    Scope at = this;
    while (at != null && at.depth > other.depth) {
      at = at.outer;
    }
    return at == other;
  }

  private synchronized void close() {
    closed = true;
    for (Handle handle : kept) {
      handle.moveTo(outer);
      if (outer != null) {
        outer.add(handle);
      }
    }
    handles.forEach(this::release);
  }
}
