package jacobi.backend.opencl;

import jacobi.spi.Buffer;
import jacobi.spi.Operand;
import jacobi.type.DType;
import org.jocl.CL;
import org.jocl.cl_mem;

/// Memory of a device.
///
/// @param dtype the type of its elements
/// @param elements how many it was asked for
/// @param memory OpenCL's handle, released by the driver
record OpenClBuffer(DType dtype, long elements, cl_mem memory) implements Buffer {
  /// Gives the memory back.
  void release() {
    CL.clReleaseMemObject(memory);
  }

  /// The handle of an operand's memory.
  static cl_mem of(Operand operand) {
    return ((OpenClBuffer) operand.buffer()).memory();
  }
}
