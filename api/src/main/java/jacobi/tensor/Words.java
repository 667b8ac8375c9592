package jacobi.tensor;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/// Asks a stream for a stretch of so many words, anew in every step; allocates nothing then.
final class Words implements Supplier<MemorySegment> {
  private final RandomStream stream;
  private final long words;
  private final long[] place = new long[2];
  private final MemorySegment segment = MemorySegment.ofArray(place);

  Words(RandomStream stream, long words) {
    this.stream = stream;
    this.words = words;
  }

  @Override
  public MemorySegment get() {
    stream.take(words, place);
    return segment;
  }
}
