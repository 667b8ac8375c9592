package jacobi.runtime;

import jacobi.spi.Buffer;
import jacobi.spi.ClosedException;
import jacobi.spi.Driver;
import jacobi.spi.HostBuffer;
import jacobi.spi.OutOfMemoryException;
import jacobi.tensor.Scope;
import jacobi.type.DType;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The buffers of a device, reused by size class and element type.
///
/// Buffers come back by scopes, by `close()`, and, polled at each allocation, from storages that
/// became unreachable. When the device has no room the pool is trimmed and, rarely, the garbage
/// collector asked once.
final class Pool {
  /// Below this a host array costs less to allocate than to track (tens of nanoseconds).
  static final long SMALL_BYTES = 16 << 10;

  private static final long COLLECT_EVERY_NANOS = 5_000_000_000L;

  private final Driver driver;
  private final Counters counters;
  private final Map<DType, Map<Long, ArrayDeque<Buffer>>> free = new EnumMap<>(DType.class);
  private final ReferenceQueue<Storage> lost = new ReferenceQueue<>();
  private final Set<Loan> loans = new HashSet<>();
  private long lastCollection = System.nanoTime() - COLLECT_EVERY_NANOS;
  private long failIn = -1;
  private volatile boolean closed;

  Pool(Driver driver, Counters counters) {
    this.driver = driver;
    this.counters = counters;
  }

  /// Memory for elements of a type, its content undefined.
  ///
  /// @throws OutOfMemoryException if there is no room
  /// @throws ClosedException after [#close]
  Storage allocate(DType dtype, long elements, @Nullable Scope scope) {
    requireOpen();
    injectFault();
    long bytes = elements * dtype.bytes();
    if (bytes < SMALL_BYTES && driver.info().isHost()) {
      return new Storage(driver.allocate(dtype, elements));
    }
    if (elements > driver.info().maxElements()) {
      throw new OutOfMemoryException(
          "%d elements of %s: %s holds at most %d in a buffer"
              .formatted(elements, dtype, driver.info().name(), driver.info().maxElements()));
    }
    long size = Math.min(sizeClass(elements), driver.info().maxElements());
    Buffer buffer = take(dtype, size);
    if (buffer instanceof HostBuffer host) {
      host.touch();
    }
    return new Storage(this, buffer, size * dtype.bytes(), scope);
  }

  /// The next of eight steps between powers of two: at most 12.5 % is wasted.
  private static long sizeClass(long elements) {
    long count = Math.max(elements, 1);
    int shift = Math.max(60 - Long.numberOfLeadingZeros(count), 0);
    return (count + (1L << shift) - 1) >>> shift << shift;
  }

  private Buffer take(DType dtype, long size) {
    reclaim();
    synchronized (this) {
      var sizes = free.get(dtype);
      var stock = sizes == null ? null : sizes.get(size);
      Buffer known = stock == null ? null : stock.poll();
      if (known != null) {
        counters.reused.increment();
        return known;
      }
    }
    counters.allocations.increment();
    try {
      return driver.allocate(dtype, size);
    } catch (OutOfMemoryException full) {
      return retry(dtype, size, full);
    }
  }

  private Buffer retry(DType dtype, long size, OutOfMemoryException full) {
    trim();
    if (mayCollect()) {
      System.gc();
      reclaim();
      trim();
    }
    try {
      return driver.allocate(dtype, size);
    } catch (OutOfMemoryException again) {
      again.addSuppressed(full);
      throw new OutOfMemoryException(
          "%s (%d bytes in %d buffers are in use; use smaller batches or raise -Xmx)"
              .formatted(again.getMessage(), counters.liveBytes(), counters.liveBuffers()),
          again);
    }
  }

  private synchronized boolean mayCollect() {
    long now = System.nanoTime();
    boolean due = now - lastCollection >= COLLECT_EVERY_NANOS;
    lastCollection = due ? now : lastCollection;
    return due;
  }

  /// Takes back what became unreachable.
  private void reclaim() {
    for (Reference<?> gone = lost.poll(); gone != null; gone = lost.poll()) {
      ((Loan) gone).giveBack();
    }
  }

  /// Frees what is not in use.
  private synchronized void trim() {
    for (var sizes : free.values()) {
      for (var stock : sizes.values()) {
        stock.forEach(driver::free);
      }
    }
    free.clear();
  }

  synchronized Loan lend(Storage to, Buffer buffer, long bytes) {
    var loan = new Loan(this, to, buffer, bytes, lost);
    loans.add(loan);
    counters.born(bytes);
    return loan;
  }

  synchronized void receive(Loan loan) {
    if (!loans.remove(loan)) {
      return;
    }
    counters.died(loan.bytes());
    Buffer buffer = loan.buffer();
    free.computeIfAbsent(buffer.dtype(), _ -> new HashMap<>())
        .computeIfAbsent(buffer.elements(), _ -> new ArrayDeque<>())
        .push(buffer);
  }

  /// Makes the `n`-th allocation from now fail, 0 the next; for tests of what a failure leaves.
  synchronized void failAllocation(long n) {
    failIn = n;
  }

  private synchronized void injectFault() {
    if (failIn >= 0 && failIn-- == 0) {
      throw new OutOfMemoryException("allocation failed on request of a test");
    }
  }

  /// Refuses what comes after [#close], for a closed driver is not called again.
  void requireOpen() {
    if (closed) {
      throw new ClosedException(
          "the session of this device was closed: keep it open while its tensors are used");
    }
  }

  /// Frees every buffer, also those on loan: nobody can use them without the driver.
  synchronized void close() {
    closed = true;
    trim();
    for (Loan loan : loans) {
      loan.end();
      counters.died(loan.bytes());
      driver.free(loan.buffer());
    }
    loans.clear();
  }
}
