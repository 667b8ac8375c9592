package jacobi.backend.opencl;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_mem;

/// Moves bytes between the host and a device.
///
/// Everything passes through memory outside the heap, a piece at a time: a Java array that OpenCL
/// reads would hold up the garbage collector for as long. Small uploads, such as the numbers of an
/// optimizer, do not wait for what is under way.
final class Transfers {
  private static final int PIECE = 4 << 20;

  private final ByteBuffer room = ByteBuffer.allocateDirect(PIECE).order(ByteOrder.nativeOrder());
  private final MemorySegment piece = MemorySegment.ofBuffer(room);

  /// Copies `source` to `target` from byte `at` on; the source may change when it returns.
  synchronized void up(OpenClQueue queue, MemorySegment source, cl_mem target, long at) {
    if (source.byteSize() == 0 || queue.upload(source, target, at)) {
      return;
    }
    for (long from = 0; from < source.byteSize(); from += PIECE) {
      long count = Math.min(PIECE, source.byteSize() - from);
      MemorySegment.copy(source, from, piece, 0, count);
      CL.clEnqueueWriteBuffer(
          queue.handle(), target, true, at + from, count, Pointer.to(room), 0, null, null);
    }
  }

  /// Fills `target` from `source` from byte `at` on; done when it returns.
  synchronized void down(OpenClQueue queue, cl_mem source, long at, MemorySegment target) {
    for (long from = 0; from < target.byteSize(); from += PIECE) {
      long count = Math.min(PIECE, target.byteSize() - from);
      CL.clEnqueueReadBuffer(
          queue.handle(), source, true, at + from, count, Pointer.to(room), 0, null, null);
      MemorySegment.copy(piece, 0, target, from, count);
    }
  }
}
