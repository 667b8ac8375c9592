package jacobi.tck.mutation;

import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.Queue;
import jacobi.tck.fake.Forwarding;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Uploads the bytes of each element in reverse order.
record SwappedBytes(Driver real) implements Forwarding {
  @Override
  public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
    int width = target.dtype().bytes();
    byte[] from = source.toArray(ValueLayout.JAVA_BYTE);
    byte[] swapped = new byte[from.length];
    for (int i = 0; i < from.length; i++) {
      swapped[i / width * width + width - 1 - i % width] = from[i];
    }
    MemorySegment aligned = MemorySegment.ofArray(new long[(swapped.length + 7) / 8]);
    MemorySegment.copy(MemorySegment.ofArray(swapped), 0, aligned, 0, swapped.length);
    real.upload(aligned.asSlice(0, swapped.length), target, at, queue);
  }
}
