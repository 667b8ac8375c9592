package jacobi.backend.opencl;

import jacobi.spi.Operand;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;

/// A kernel that is given its arguments and set off. Belongs to one queue, so to one thread at a
/// time.
final class Launch {
  private final cl_command_queue queue;
  private final cl_kernel kernel;
  private final int group;
  private int next;

  Launch(cl_command_queue queue, cl_kernel kernel, int group) {
    this.queue = queue;
    this.kernel = kernel;
    this.group = group;
  }

  /// The next argument, a buffer.
  Launch with(Operand operand) {
    return with(OpenClBuffer.of(operand));
  }

  /// The next argument, a buffer.
  Launch with(cl_mem memory) {
    CL.clSetKernelArg(kernel, next++, Sizeof.cl_mem, Pointer.to(memory));
    return this;
  }

  /// The next argument, a struct.
  Launch with(Walk walk) {
    return with(walk.words());
  }

  /// The next argument: an int, an int4 or a struct of ints.
  Launch with(int... words) {
    CL.clSetKernelArg(kernel, next++, (long) Integer.BYTES * words.length, Pointer.to(words));
    return this;
  }

  /// The next argument: local memory.
  Launch withLocal(long bytes) {
    CL.clSetKernelArg(kernel, next++, bytes, null);
    return this;
  }

  /// Sets it off, with at least so many work items.
  void run(long items) {
    run(items, 1);
  }

  /// Sets it off in two dimensions.
  void run(long items, long parts) {
    next = 0;
    long whole = (items + group - 1) / group * group;
    CL.clEnqueueNDRangeKernel(
        queue, kernel, 2, null, new long[] {whole, parts}, new long[] {group, 1}, 0, null, null);
  }

  /// Forgets arguments that were set for a call that failed.
  Launch begin() {
    next = 0;
    return this;
  }

  void release() {
    CL.clReleaseKernel(kernel);
  }
}
