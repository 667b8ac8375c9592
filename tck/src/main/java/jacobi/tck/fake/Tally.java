package jacobi.tck.fake;

import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.type.DType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// Counts the buffers a driver gave out and did not get back.
public final class Tally implements Forwarding {
  /// What host devices leave to the garbage collector is smaller.
  private static final long TRACKED_BYTES = 16 << 10;

  private final Driver real;
  private final Set<Buffer> out = Collections.newSetFromMap(new IdentityHashMap<>());

  /// Counts from now on.
  public Tally(Driver real) {
    this.real = real;
  }

  @Override
  public Driver real() {
    return real;
  }

  @Override
  public synchronized Buffer allocate(DType dtype, long elements) {
    Buffer buffer = real.allocate(dtype, elements);
    if (!info().isHost() || elements * dtype.bytes() >= TRACKED_BYTES) {
      out.add(buffer);
    }
    return buffer;
  }

  @Override
  public synchronized void free(Buffer buffer) {
    out.remove(buffer);
    real.free(buffer);
  }

  /// How many buffers are out.
  public synchronized int tracked() {
    return out.size();
  }
}
