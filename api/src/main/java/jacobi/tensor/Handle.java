package jacobi.tensor;

import jacobi.type.DType;
import org.jspecify.annotations.Nullable;

/// The memory (or the symbol) behind a tensor and its views, and how long it lives.
///
/// Memory that is worth tracking belongs to the scope it was made in and dies with it, unless
/// something keeps it: a cell that holds it, or a block that returns it. Memory a reader outside
/// any scope has seen is left to the garbage collector.
public abstract class Handle {
  private final DType dtype;
  private @Nullable Scope scope;
  private int cells;
  private boolean escaped;
  private boolean owned;

  /// A handle of elements of a type.
  protected Handle(DType dtype) {
    this.dtype = dtype;
  }

  /// The type of the elements.
  public final DType dtype() {
    return dtype;
  }

  /// True if this memory is worth giving back by hand; small arrays are the collector's.
  public abstract boolean isTracked();

  /// Gives the memory back; a second time does nothing.
  protected abstract void release();

  /// Puts fresh memory into the scope of the block that makes it.
  protected final void enter(@Nullable Scope current) {
    scope = current;
    if (current == null) {
      escaped = true;
    } else {
      current.add(this);
    }
  }

  final void close() {
    if (cells == 0) {
      release();
    }
  }

  final @Nullable Scope scope() {
    return scope;
  }

  final void moveTo(@Nullable Scope outer) {
    scope = outer;
    escaped |= outer == null;
  }

  final boolean isHeld() {
    return cells > 0;
  }

  /// Says that nobody but a cell knows of this memory, as long as the cell is not read.
  public final void own() {
    owned = true;
  }

  /// True if one cell holds this memory and nobody else knows of it: it may be overwritten.
  public final synchronized boolean isOwned() {
    return owned && cells == 1;
  }

  /// A reader gets to know this memory.
  final void seen() {
    owned = false;
  }

  /// A cell begins to hold this memory.
  final synchronized void hold() {
    cells++;
  }

  /// A cell was read in a scope: the value must live as long as the outermost such scope.
  final synchronized void seenFrom(@Nullable Scope reader) {
    if (reader == null) {
      escaped = true;
    } else if (scope == null || scope.isClosed() || scope.isInside(reader)) {
      scope = reader;
    } else if (!reader.isInside(scope)) {
      escaped = true;
    }
  }

  /// A cell holds something else now.
  final synchronized void drop() {
    cells--;
    if (cells > 0 || escaped || !isTracked()) {
      return;
    }
    if (scope == null || scope.isClosed()) {
      release();
    } else {
      scope.add(this);
    }
  }
}
