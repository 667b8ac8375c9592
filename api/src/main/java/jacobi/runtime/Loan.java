package jacobi.runtime;

import jacobi.spi.Buffer;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// A buffer lent to a storage: it comes back when the storage is released, or is found unreachable.
final class Loan extends PhantomReference<Storage> {
  private final Pool pool;
  private final Buffer buffer;
  private final long bytes;
  private final AtomicBoolean back = new AtomicBoolean();

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

  /// Gives the buffer back, once.
  void giveBack() {
    if (back.compareAndSet(false, true)) {
      clear();
      pool.receive(this);
    }
  }
}
