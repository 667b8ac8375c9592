package jacobi.backend.opencl;

import jacobi.spi.Operand;
import jacobi.spi.Queue;
import jacobi.type.DType;
import jacobi.type.IndexException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_mem;

/// An in-order queue with kernel objects of its own. Work is done in the order it was handed in;
/// what goes wrong with its data is told at the next [#sync].
final class OpenClQueue implements Queue {
  /// Launches after which the queue is waited for.
  private static final int PACE = 512;

  /// Small uploads that may be under way.
  private static final int PLACES = 64;

  /// Bytes of a small upload.
  private static final int PLACE = 4 << 10;

  /// Flag, index in two halves, size of the axis, op.
  private static final int FAULT_WORDS = 5;

  /// Kernels of chains that are kept.
  private static final int CHAINS = 64;

  /// What a kernel object is known by.
  private record Key(Program program, DType dtype, String name) {}

  /// What memory that calls need for themselves is for.
  enum Room {
    /// What is packed for a product.
    PACKED,
    /// Parts that are summed up afterwards.
    PARTS,
    /// Scores of attention.
    SCORES,
    /// Gradients of scores.
    SLOPES
  }

  private final OpenClDevice device;
  private final Programs programs;
  private final cl_command_queue handle;
  private final cl_mem fault;
  private final Map<Key, Launch> launches = new HashMap<>();
  private final Bounded<Source, Launch> chains = new Bounded<>(CHAINS, Launch::release);
  private final cl_context context;
  private final Map<Room, OpenClBuffer> rooms = new EnumMap<>(Room.class);
  private final ByteBuffer places = ByteBuffer.allocateDirect(PLACES * PLACE);
  private int placesUsed;
  private int handedIn;
  private boolean mayFault;
  private boolean closed;

  @SuppressWarnings("deprecation") // Drivers of OpenCL 1.2 have no newer way to make a queue.
  OpenClQueue(cl_context context, OpenClDevice device, Programs programs) {
    this.context = context;
    this.device = device;
    this.programs = programs;
    this.handle = CL.clCreateCommandQueue(context, device.id(), 0, null);
    this.fault =
        CL.clCreateBuffer(
            context, CL.CL_MEM_READ_WRITE, (long) FAULT_WORDS * Integer.BYTES, null, null);
    fill(fault, new int[1], Integer.BYTES, 0, (long) FAULT_WORDS * Integer.BYTES);
  }

  cl_command_queue handle() {
    return handle;
  }

  OpenClDevice device() {
    return device;
  }

  /// Work items of a group.
  int group() {
    return programs.group();
  }

  /// How products of a type are cut on a GPU.
  Blocks blocks(DType dtype) {
    return programs.blocks().of(dtype);
  }

  /// Waits now and then, so that nobody hands in work faster than it is done for long.
  private void pace() {
    if (++handedIn >= PACE) {
      finish();
    }
  }

  /// Waits until everything is done.
  private void finish() {
    CL.clFinish(handle);
    Signals.FOUND.keep();
    handedIn = 0;
    placesUsed = 0;
  }

  /// Copies a few bytes to `target` without waiting for what is under way: each upload has a place
  /// of its own until all are known to be done.
  ///
  /// @return false if they are too many
  synchronized boolean upload(MemorySegment source, cl_mem target, long at) {
    long count = source.byteSize();
    if (count > PLACE) {
      return false;
    }
    if (placesUsed == PLACES) {
      finish();
    }
    long place = (long) placesUsed++ * PLACE;
    MemorySegment.copy(source, 0, MemorySegment.ofBuffer(places), place, count);
    Pointer from = Pointer.to(places).withByteOffset(place);
    CL.clEnqueueWriteBuffer(handle, target, false, at, count, from, 0, null, null);
    return true;
  }

  /// A kernel, ready for its arguments.
  Launch launch(Program program, DType dtype, String name) {
    pace();
    var key = new Key(program, dtype, name);
    Launch known = launches.get(key);
    if (known == null) {
      known = new Launch(handle, programs.kernel(program, dtype, name), programs.group());
      launches.put(key, known);
    }
    return known.begin();
  }

  /// The kernel of a chain, ready for its arguments.
  Launch launch(Source chain) {
    pace();
    return chains.of(chain, this::made).begin();
  }

  private Launch made(Source chain) {
    return new Launch(handle, programs.chain(chain), programs.group());
  }

  /// Where a kernel notes an index out of range; it is looked at when the queue is next waited for.
  cl_mem fault() {
    mayFault = true;
    return fault;
  }

  /// Memory for what one call needs for itself; the next call's may be the same.
  cl_mem room(Room which, long bytes) {
    OpenClBuffer known = rooms.get(which);
    if (known != null && bytes <= known.elements()) {
      return known.memory();
    }
    if (known != null) {
      // OpenCL keeps it until the work that uses it is done.
      rooms.remove(which);
      known.release();
    }
    cl_mem made = CL.clCreateBuffer(context, CL.CL_MEM_READ_WRITE, bytes, null, null);
    rooms.put(which, new OpenClBuffer(DType.U8, bytes, made));
    return made;
  }

  /// Repeats a pattern of 1, 2, 4 or 8 bytes, given as ints.
  void fill(cl_mem target, int[] pattern, int bytes, long at, long count) {
    CL.clEnqueueFillBuffer(handle, target, Pointer.to(pattern), bytes, at, count, 0, null, null);
  }

  /// The elements of a dense operand in a buffer of their own, which is the caller's to release.
  Operand copyOf(Operand dense) {
    int size = dense.dtype().bytes();
    long elements = dense.shape().elements();
    cl_mem copy = CL.clCreateBuffer(context, CL.CL_MEM_READ_WRITE, elements * size, null, null);
    long at = dense.layout().offset() * size;
    cl_mem from = OpenClBuffer.of(dense);
    CL.clEnqueueCopyBuffer(handle, from, copy, at, 0, elements * size, 0, null, null);
    return new Operand(new OpenClBuffer(dense.dtype(), elements, copy), dense.shape().layout());
  }

  @Override
  public synchronized void sync() {
    try {
      finish();
    } catch (CLException failure) {
      throw OpenClErrors.of(failure, "waiting for earlier work", device);
    }
    if (mayFault) {
      mayFault = false;
      throwFault();
    }
  }

  private void throwFault() {
    int[] words = new int[FAULT_WORDS];
    long bytes = (long) FAULT_WORDS * Integer.BYTES;
    CL.clEnqueueReadBuffer(handle, fault, true, 0, bytes, Pointer.to(words), 0, null, null);
    if (words[0] == 0) {
      return;
    }
    fill(fault, new int[1], Integer.BYTES, 0, Integer.BYTES);
    long index = (words[1] & 0xFFFF_FFFFL) | (long) words[2] << 32;
    throw new IndexException(
        "%s: index %d into an axis of size %d"
            .formatted(IndexKernels.OPS.get(words[4]), index, words[3]));
  }

  /// Waits for what is under way, then gives everything back; a second time does nothing.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    CL.clFinish(handle);
    Signals.FOUND.keep();
    launches.values().forEach(Launch::release);
    chains.close();
    CL.clReleaseMemObject(fault);
    rooms.values().forEach(OpenClBuffer::release);
    CL.clReleaseCommandQueue(handle);
  }
}
