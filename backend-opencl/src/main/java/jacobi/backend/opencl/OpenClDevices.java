package jacobi.backend.opencl;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/// The devices of all OpenCL platforms, by name.
final class OpenClDevices {
  private OpenClDevices() {}

  /// @throws CLException if there is no platform
  /// @throws LinkageError if there is no loader
  static List<String> names() {
    requireLoader();
    CL.setExceptionsEnabled(true);
    int[] count = new int[1];
    CL.clGetPlatformIDs(0, null, count);
    var platforms = new cl_platform_id[count[0]];
    CL.clGetPlatformIDs(platforms.length, platforms, null);
    List<String> names = new ArrayList<>();
    for (cl_platform_id platform : platforms) {
      names.addAll(names(platform));
    }
    return names;
  }

  /// JOCL prints from native code when it misses the loader, so it is looked for first.
  private static void requireLoader() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    List<String> names =
        system.contains("mac")
            ? List.of("/System/Library/Frameworks/OpenCL.framework/OpenCL")
            : system.contains("win")
                ? List.of("OpenCL.dll")
                : List.of("libOpenCL.so.1", "libOpenCL.so");
    try (Arena arena = Arena.ofConfined()) {
      if (names.stream().noneMatch(name -> opens(name, arena))) {
        throw new UnsatisfiedLinkError("none of " + String.join(", ", names) + " can be opened");
      }
    }
  }

  @SuppressWarnings("restricted") // Opening native libraries is what this backend is for.
  private static boolean opens(String name, Arena arena) {
    try {
      SymbolLookup.libraryLookup(name, arena);
      return true;
    } catch (IllegalArgumentException missing) {
      return false;
    }
  }

  private static List<String> names(cl_platform_id platform) {
    int[] count = new int[1];
    try {
      CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
    } catch (CLException none) {
      if (none.getStatus() == CL.CL_DEVICE_NOT_FOUND) {
        return List.of();
      }
      throw none;
    }
    var devices = new cl_device_id[count[0]];
    CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, devices.length, devices, null);
    List<String> names = new ArrayList<>();
    for (cl_device_id device : devices) {
      long[] size = new long[1];
      CL.clGetDeviceInfo(device, CL.CL_DEVICE_NAME, 0, null, size);
      byte[] name = new byte[(int) size[0]];
      CL.clGetDeviceInfo(device, CL.CL_DEVICE_NAME, name.length, Pointer.to(name), null);
      names.add(new String(name, StandardCharsets.UTF_8).replace("\0", "").strip());
    }
    return names;
  }
}
