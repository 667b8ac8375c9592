package jacobi.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
    for (Handle handle : handles) {
      if (handle.scope() == this && !handle.isHeld()) {
        handle.release();
      }
    }
  }
}
