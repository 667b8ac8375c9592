package jacobi.backend.opencl;

import jacobi.spi.ContractException;
import jacobi.spi.DeviceException;
import jacobi.spi.OutOfMemoryException;
import jacobi.type.JacobiException;
import org.jocl.CL;
import org.jocl.CLException;

/// What OpenCL's error codes mean to a user.
final class OpenClErrors {
  private OpenClErrors() {}

  /// The typed error for a failure.
  ///
  /// @param what what was tried, such as `64 elements of F32`
  static JacobiException of(CLException failure, String what, OpenClDevice device) {
    String code = String.valueOf(failure.getMessage());
    return switch (failure.getStatus()) {
      case CL.CL_MEM_OBJECT_ALLOCATION_FAILURE,
          CL.CL_OUT_OF_HOST_MEMORY,
          CL.CL_INVALID_BUFFER_SIZE ->
          new OutOfMemoryException(
              "%s: no room on %s, which has %d MiB, %d in one buffer (%s)"
                  .formatted(
                      what, device.name(), device.memory() >> 20, device.maxBytes() >> 20, code),
              failure);
      case CL.CL_OUT_OF_RESOURCES, CL.CL_DEVICE_NOT_AVAILABLE, CL.CL_INVALID_COMMAND_QUEUE ->
          new DeviceException(
              "%s: %s is lost or out of resources (%s): open a new session"
                  .formatted(what, device.name(), code),
              failure);
      default ->
          new ContractException(
              "%s failed on %s: %s".formatted(what, device.name(), code), failure);
    };
  }
}
