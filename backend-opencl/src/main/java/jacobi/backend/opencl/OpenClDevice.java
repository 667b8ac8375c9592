package jacobi.backend.opencl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/// A device of one of OpenCL's platforms.
///
/// @param platform the vendor's driver it belongs to
/// @param id OpenCL's handle, which nobody has to release
/// @param name what the vendor calls it
/// @param driver the version of the vendor's driver
/// @param kind processors come after everything else, for the cpu backend serves them better
/// @param isProcessor whether the kernels for processors serve it: a work item has a vector unit of
///   its own, and no local memory; they are groups of one, which is also what serves a device whose
///   groups are too small for the others
record OpenClDevice(
    cl_platform_id platform,
    cl_device_id id,
    String name,
    String driver,
    Kind kind,
    boolean isProcessor) {

  /// What kind of machine it is, the most desirable first.
  enum Kind {
    /// Memory of its own.
    DISCRETE,
    /// Shares the host's memory.
    INTEGRATED,
    /// Neither a GPU nor a processor.
    ACCELERATOR,
    /// The host's processor.
    PROCESSOR
  }

  /// All devices of all platforms that speak OpenCL C 1.2, the most desirable first.
  ///
  /// @throws CLException if there is no platform
  /// @throws LinkageError if there is no loader
  static List<OpenClDevice> all() {
    OpenClLoader.require();
    Signals.FOUND.keep();
    CL.setExceptionsEnabled(true);
    int[] count = new int[1];
    CL.clGetPlatformIDs(0, null, count);
    var platforms = new cl_platform_id[count[0]];
    CL.clGetPlatformIDs(platforms.length, platforms, null);
    List<OpenClDevice> devices = new ArrayList<>();
    for (cl_platform_id platform : platforms) {
      for (cl_device_id id : ids(platform)) {
        OpenClDevice device = of(platform, id);
        if (device.isRecent()) {
          devices.add(device);
        }
      }
    }
    devices.sort(Comparator.comparing(OpenClDevice::kind));
    return devices;
  }

  private static cl_device_id[] ids(cl_platform_id platform) {
    int[] count = new int[1];
    try {
      CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
      // PoCL starts its compiler here, in 3 ms: sooner is safer.
      Signals.FOUND.keep();
    } catch (CLException none) {
      if (none.getStatus() == CL.CL_DEVICE_NOT_FOUND) {
        return new cl_device_id[0];
      }
      throw none;
    }
    var ids = new cl_device_id[count[0]];
    CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, ids.length, ids, null);
    return ids;
  }

  @SuppressWarnings("deprecation") // Only OpenCL 1.2 asked that way, and newer drivers answer.
  private static OpenClDevice of(cl_platform_id platform, cl_device_id id) {
    long type = number(id, CL.CL_DEVICE_TYPE);
    Kind kind;
    if ((type & CL.CL_DEVICE_TYPE_CPU) != 0) {
      kind = Kind.PROCESSOR;
    } else if ((type & CL.CL_DEVICE_TYPE_GPU) == 0) {
      kind = Kind.ACCELERATOR;
    } else {
      boolean shares = number(id, CL.CL_DEVICE_HOST_UNIFIED_MEMORY) != 0;
      kind = shares ? Kind.INTEGRATED : Kind.DISCRETE;
    }
    String name = text(id, CL.CL_DEVICE_NAME);
    boolean small = number(id, CL.CL_DEVICE_MAX_WORK_GROUP_SIZE) < Programs.GROUP;
    boolean isProcessor = kind == Kind.PROCESSOR || small;
    return new OpenClDevice(platform, id, name, text(id, CL.CL_DRIVER_VERSION), kind, isProcessor);
  }

  /// True if the Portable Computing Language serves it.
  boolean isPocl() {
    return text(platform, CL.CL_PLATFORM_NAME).equals("Portable Computing Language");
  }

  /// What its compiler's results depend on.
  String identity() {
    return String.join(
        "\n",
        text(platform, CL.CL_PLATFORM_NAME),
        text(platform, CL.CL_PLATFORM_VERSION),
        name,
        text(id, CL.CL_DEVICE_VERSION),
        driver);
  }

  /// True if its compiler takes OpenCL C 1.2.
  private boolean isRecent() {
    String[] words = text(id, CL.CL_DEVICE_OPENCL_C_VERSION).split(" ", -1);
    String[] version = words.length > 2 ? words[2].split("\\.", -1) : new String[] {"0", "0"};
    int major = Integer.parseInt(version[0]);
    return major > 1 || (major == 1 && Integer.parseInt(version[1]) >= 2);
  }

  /// The same with the kernels for GPUs, by which they are tested where there is none.
  OpenClDevice asGpu() {
    return new OpenClDevice(platform, id, name, driver, kind, false);
  }

  /// True if it has binary64.
  boolean hasDoubles() {
    return text(id, CL.CL_DEVICE_EXTENSIONS).contains("cl_khr_fp64");
  }

  /// The most bytes a buffer may have.
  long maxBytes() {
    return number(id, CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE);
  }

  /// The memory it has.
  long memory() {
    return number(id, CL.CL_DEVICE_GLOBAL_MEM_SIZE);
  }

  /// Local memory of a work group.
  long localMemory() {
    return number(id, CL.CL_DEVICE_LOCAL_MEM_SIZE);
  }

  /// How many units it computes with.
  int units() {
    return (int) number(id, CL.CL_DEVICE_MAX_COMPUTE_UNITS);
  }

  private static long number(cl_device_id id, int what) {
    // Answers are 4 or 8 bytes; on little-endian machines the shorter ones fill the low half.
    long[] answer = new long[1];
    long[] size = new long[1];
    CL.clGetDeviceInfo(id, what, 0, null, size);
    CL.clGetDeviceInfo(id, what, size[0], Pointer.to(answer), null);
    return answer[0];
  }

  private static String text(cl_platform_id id, int what) {
    long[] size = new long[1];
    CL.clGetPlatformInfo(id, what, 0, null, size);
    byte[] text = new byte[(int) size[0]];
    CL.clGetPlatformInfo(id, what, text.length, Pointer.to(text), null);
    return text(text);
  }

  private static String text(byte... text) {
    return new String(text, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  private static String text(cl_device_id id, int what) {
    long[] size = new long[1];
    CL.clGetDeviceInfo(id, what, 0, null, size);
    byte[] text = new byte[(int) size[0]];
    CL.clGetDeviceInfo(id, what, text.length, Pointer.to(text), null);
    return text(text);
  }
}
