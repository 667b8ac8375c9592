package jacobi.runtime;

import jacobi.spi.Buffer;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;

/// A buffer lent to a storage: it comes back when the storage is released, or is found unreachable.
final class Loan extends PhantomReference<Storage> {
  private final Pool pool;
  private final Buffer buffer;
  private final long bytes;
  private volatile boolean back;

  Loan(Pool pool, Storage to, Buffer buffer, long bytes, ReferenceQueue<Storage> lost) {
    super(to, lost);
    this.pool = pool;
    this.buffer = buffer;
    this.bytes = bytes;
  }

  Buffer buffer() {
    return buffer;
  }

  long bytes() {
    return bytes;
  }

  /// True if the buffer was given back, or its pool was closed.
  boolean isBack() {
    return back;
  }

  /// Gives the buffer back; a second time does nothing.
  void giveBack() {
    end();
    pool.receive(this);
  }

  /// Nobody may use the buffer from now on.
  void end() {
    back = true;
    clear();
  }
}
