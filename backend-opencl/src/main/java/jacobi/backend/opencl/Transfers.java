package jacobi.backend.opencl;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_event;
import org.jocl.cl_mem;
import org.jspecify.annotations.Nullable;

/// Moves bytes between the host and a device.
///
/// Everything passes through memory outside the heap, a piece at a time: a Java array that OpenCL
/// reads would hold up the garbage collector for as long. Small uploads, such as the numbers of an
/// optimizer, do not wait for what is under way: each has a place of its own, which is used again
/// when its upload is done.
final class Transfers implements AutoCloseable {
  private static final int PIECE = 4 << 20;
  private static final int SMALL = 16 << 10;
  private static final int PLACES = 16;

  /// Room for one small upload, and what tells when it is done.
  private static final class Place {
    final ByteBuffer room = ByteBuffer.allocateDirect(SMALL).order(ByteOrder.nativeOrder());
    @Nullable cl_event done;

    /// Waits for the upload that used it last.
    void await() {
      cl_event last = done;
      if (last != null) {
        CL.clWaitForEvents(1, new cl_event[] {last});
        done = null;
        CL.clReleaseEvent(last);
      }
    }
  }

  private final ByteBuffer room = ByteBuffer.allocateDirect(PIECE).order(ByteOrder.nativeOrder());
  private final MemorySegment piece = MemorySegment.ofBuffer(room);
  private final Place[] places = new Place[PLACES];
  private int next;

  Transfers() {
    for (int i = 0; i < PLACES; i++) {
      places[i] = new Place();
    }
  }

  /// Copies `source` to `target` from byte `at` on; the source may change when it returns.
  synchronized void up(OpenClQueue queue, MemorySegment source, cl_mem target, long at) {
    if (source.byteSize() <= SMALL) {
      small(queue, source, target, at);
      return;
    }
    for (long from = 0; from < source.byteSize(); from += PIECE) {
      long count = Math.min(PIECE, source.byteSize() - from);
      MemorySegment.copy(source, from, piece, 0, count);
      CL.clEnqueueWriteBuffer(
          queue.handle(), target, true, at + from, count, Pointer.to(room), 0, null, null);
    }
  }

  private void small(OpenClQueue queue, MemorySegment source, cl_mem target, long at) {
    long count = source.byteSize();
    if (count == 0) {
      return;
    }
    Place place = places[next];
    next = (next + 1) % PLACES;
    place.await();
    MemorySegment.copy(source, 0, MemorySegment.ofBuffer(place.room), 0, count);
    var done = new cl_event();
    CL.clEnqueueWriteBuffer(
        queue.handle(), target, false, at, count, Pointer.to(place.room), 0, null, done);
    place.done = done;
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

  /// Waits for what is under way.
  @Override
  public synchronized void close() {
    for (Place place : places) {
      place.await();
    }
  }
}
