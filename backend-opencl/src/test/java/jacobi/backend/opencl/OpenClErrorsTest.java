package jacobi.backend.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.spi.ContractException;
import jacobi.spi.DeviceException;
import jacobi.spi.OutOfMemoryException;
import jacobi.type.DType;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.junit.jupiter.api.Test;

/// What goes wrong on a device is told with its type, its name and what to do.
class OpenClErrorsTest {
  @Test
  void aBufferLargerThanTheDeviceIsOutOfMemory() {
    OpenClDevice device = Present.device();
    try (var driver = new OpenClDriver(device, null, Blocks.STANDARD)) {
      long elements = device.maxBytes() / Double.BYTES + 1;
      var full =
          assertThrows(OutOfMemoryException.class, () -> driver.allocate(DType.I64, elements));
      String message = String.valueOf(full.getMessage());
      assertTrue(message.startsWith(elements + " elements of I64: no room on "), message);
      assertTrue(message.contains(device.name()), message);
      assertTrue(message.contains((device.maxBytes() >> 20) + " in one buffer"), message);
    }
  }

  @Test
  void aBrokenSourceIsNamedWithItsLineAndTheLog() {
    OpenClDevice device = Present.device();
    cl_context context =
        CL.clCreateContext(null, 1, new cl_device_id[] {device.id()}, null, null, null);
    try (var programs = new Programs(context, device, null, Blocks.STANDARD)) {
      String broken = "kernel void twice(global float *x) {\n  x[0] = nothing_like_it;\n}\n";
      var refused =
          assertThrows(
              ContractException.class,
              () ->
                  programs.build(
                      Source.of("broken.cl", Source.part("broken.cl", broken), "-DT=int")));
      String message = String.valueOf(refused.getMessage());
      assertTrue(message.startsWith("broken.cl does not build on " + device.name()), message);
      assertTrue(message.contains("broken.cl:2"), message);
      assertTrue(message.contains("nothing_like_it"), message);
    } finally {
      CL.clReleaseContext(context);
    }
  }

  @Test
  void aLostDeviceAndAnUnknownFailureAreTold() {
    OpenClDevice device = Present.device();
    var lost = new CLException("CL_DEVICE_NOT_AVAILABLE", CL.CL_DEVICE_NOT_AVAILABLE);
    var told = assertInstanceOf(DeviceException.class, OpenClErrors.of(lost, "EXP", device));
    assertEquals(
        "EXP: %s is lost or out of resources (CL_DEVICE_NOT_AVAILABLE): open a new session"
            .formatted(device.name()),
        told.getMessage());
    var odd = new CLException("CL_INVALID_KERNEL", CL.CL_INVALID_KERNEL);
    assertInstanceOf(ContractException.class, OpenClErrors.of(odd, "EXP", device));
  }
}
