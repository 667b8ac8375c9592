package jacobi.tck.mutation;

import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.HostBuffer;
import jacobi.spi.Queue;
import jacobi.tck.fake.Forwarding;
import jacobi.type.DType;
import java.lang.foreign.MemorySegment;

/// Carries integers as doubles, of which they have more digits.
record Widening(Driver real) implements Forwarding {
  @Override
  public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
    real.upload(source, target, at, queue);
    if (target instanceof HostBuffer buffer && buffer.dtype() == DType.I64) {
      for (int i = 0; i < source.byteSize() / Long.BYTES; i++) {
        int place = (int) at + i;
        buffer.setLong(place, (long) (double) buffer.asLong(place));
      }
    }
  }
}
