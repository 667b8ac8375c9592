package jacobi.spi;

import jacobi.type.DType;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// One device.
///
/// Methods may be called from many threads, each with a queue of its own.
public interface Driver extends AutoCloseable {
  /// What the device is; the same every time.
  DriverInfo info();

  /// A buffer of at least this many elements, its content undefined.
  ///
  /// @throws OutOfMemoryException if there is no room
  Buffer allocate(DType dtype, long elements);

  /// Takes a buffer back.
  void free(Buffer buffer);

  /// Copies host elements (native byte order, BOOL as bytes 0 and 1) to `target` from element `at`.
  /// The source is aligned for its elements, and may be reused when the call returns.
  void upload(MemorySegment source, Buffer target, long at, Queue queue);

  /// Copies elements of `source` from `at` to the host; done when the call returns.
  void download(Buffer source, long at, MemorySegment target, Queue queue);

  /// A queue for one thread at a time.
  Queue openQueue();

  /// Whether this driver computes an op on such operands, and what it needs for that. A pure
  /// function; answers are cached.
  Support supports(OpSpec spec);

  /// Computes a call that [#supports] answered [Support.Native] for. Operands are checked, outputs
  /// allocated; a call changes nothing but its outputs and scratch.
  void execute(OpCall call, Queue queue);

  /// Makes a call ready that is made many times. Running what comes back is the same as [#execute],
  /// and need not allocate. Between two runs the call's operands may be others, of the same element
  /// types and layouts.
  default Runnable prepare(OpCall call, Queue queue) {
    return () -> execute(call, queue);
  }

  /// An optional extension of this SPI, or null.
  default <T> @Nullable T extension(Class<T> type) {
    return null;
  }

  @Override
  default void close() {}
}
