package jacobi;

import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/// What the host says, as memory; of an array that comes again nothing is allocated.
final class Numbers implements Supplier<MemorySegment> {
  private final Supplier<float[]> source;
  private float[] last = {};
  private MemorySegment segment = MemorySegment.ofArray(last);

  Numbers(Supplier<float[]> source) {
    this.source = source;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // Another array of equal numbers is another.
  public MemorySegment get() {
    float[] said = source.get();
    if (said != last) {
      last = said;
      segment = MemorySegment.ofArray(said);
    }
    return segment;
  }
}
