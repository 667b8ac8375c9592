package jacobi.runtime;

import jacobi.spi.Buffer;
import jacobi.spi.ClosedException;
import jacobi.spi.Operand;
import jacobi.tensor.Handle;
import jacobi.tensor.Scope;
import jacobi.type.Layout;
import org.jspecify.annotations.Nullable;

/// A buffer of a device, shared by a tensor and its views.
final class Storage extends Handle {
  private static final int MOST_OPERANDS = 16;

  private final Buffer buffer;
  private final @Nullable Loan loan;
  private @Nullable Known operands;

  /// Memory the garbage collector frees.
  Storage(Buffer buffer) {
    super(buffer.dtype());
    this.buffer = buffer;
    this.loan = null;
  }

  /// Memory on loan from a pool.
  Storage(Pool pool, Buffer buffer, long bytes, @Nullable Scope scope) {
    super(buffer.dtype());
    this.buffer = buffer;
    this.loan = pool.lend(this, buffer, bytes);
    enter(scope);
  }

  /// The buffer.
  ///
  /// @throws ClosedException if the memory was given back
  Buffer buffer() {
    if (loan != null && loan.isBack()) {
      throw new ClosedException(
          "this tensor's memory was given back: it was closed, or its scope or session has ended; "
              + "return it from the block, or keep it with scope.keep(tensor)");
    }
    return buffer;
  }

  /// Operands over this memory that were asked for before.
  private record Known(Operand operand, int count, @Nullable Known next) {}

  /// This memory as an operand, made once for each layout object of a few.
  @SuppressWarnings("ReferenceEquality") // A plan's layouts are asked for again and again.
  Operand operand(Layout layout) {
    Buffer own = buffer();
    Known first = operands;
    for (Known known = first; known != null; known = known.next) {
      if (known.operand.layout() == layout) {
        return known.operand;
      }
    }
    var made = new Operand(own, layout);
    operands =
        first == null || first.count == MOST_OPERANDS
            ? new Known(made, 1, null)
            : new Known(made, first.count + 1, first);
    return made;
  }

  @Override
  public boolean isTracked() {
    return loan != null;
  }

  @Override
  protected void release() {
    if (loan != null) {
      loan.giveBack();
    }
  }
}
