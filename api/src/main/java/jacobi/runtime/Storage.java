package jacobi.runtime;

import jacobi.spi.Buffer;
import jacobi.spi.ClosedException;
import jacobi.tensor.Handle;
import jacobi.tensor.Scope;
import org.jspecify.annotations.Nullable;

/// A buffer of a device, shared by a tensor and its views.
final class Storage extends Handle {
  private final Buffer buffer;
  private final @Nullable Loan loan;

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
