package jacobi.tck.mutation;

import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.Queue;
import jacobi.tck.fake.Forwarding;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Keeps host memory by reference and copies it when something is read.
final class LateUploads implements Forwarding {
  private record Upload(MemorySegment source, Buffer target, long at) {}

  private final Driver real;
  private final List<Upload> kept = new ArrayList<>();

  LateUploads(Driver real) {
    this.real = real;
  }

  @Override
  public Driver real() {
    return real;
  }

  @Override
  public synchronized void upload(MemorySegment source, Buffer target, long at, Queue queue) {
    real.upload(source, target, at, queue);
    kept.add(new Upload(source, target, at));
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // One buffer is one memory.
  public synchronized void download(Buffer source, long at, MemorySegment target, Queue queue) {
    for (Upload one : kept) {
      if (one.target == source && one.source.scope().isAlive()) {
        real.upload(one.source, one.target, one.at, queue);
      }
    }
    real.download(source, at, target, queue);
  }
}
