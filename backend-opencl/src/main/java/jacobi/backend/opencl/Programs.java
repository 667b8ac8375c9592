package jacobi.backend.opencl;

import jacobi.spi.ContractException;
import jacobi.type.DType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_context;
import org.jocl.cl_kernel;
import org.jocl.cl_program;

/// The programs of a context, built when they are first asked for.
final class Programs implements AutoCloseable {
  /// Work items of a group: 1 where a work item has a vector unit of its own.
  private static final int PROCESSOR_GROUP = 1;

  private static final int GROUP = 128;

  private final cl_context context;
  private final OpenClDevice device;
  private final Map<String, cl_program> built = new HashMap<>();

  Programs(cl_context context, OpenClDevice device) {
    this.context = context;
    this.device = device;
  }

  /// Work items of a group.
  int group() {
    return device.isProcessor() ? PROCESSOR_GROUP : GROUP;
  }

  /// A new kernel object, which is its owner's to release.
  synchronized cl_kernel kernel(Program program, DType dtype, String name) {
    String options = program.options(dtype);
    cl_program known =
        built.computeIfAbsent(
            program.name() + options,
            _ -> {
              String tile = program.isTiled() ? "#line 1 \"tile.cl\"\n" + read("tile.cl") : "";
              return build(program.source(), tile, read(program.source()), options);
            });
    return CL.clCreateKernel(known, name, null);
  }

  /// How many were built.
  synchronized int count() {
    return built.size();
  }

  /// Builds a program from what every program begins with, what some do, and its own source.
  ///
  /// @throws ContractException with the compiler's messages, if it refuses the source
  cl_program build(String name, String shared, String source, String options) {
    // The compiler's messages then name the file a line is from.
    String[] parts = {
      "#line 1 \"common.cl\"\n", read("common.cl"), shared, "#line 1 \"" + name + "\"\n", source
    };
    cl_program program = CL.clCreateProgramWithSource(context, parts.length, parts, null, null);
    String kind = device.isProcessor() ? " -DCPU" : "";
    String doubles = device.hasDoubles() ? " -DDOUBLES" : "";
    String all = "-cl-std=CL1.2 -w " + options + " -DGROUP=" + group() + kind + doubles;
    try {
      CL.clBuildProgram(program, 0, null, all, null, null);
      return program;
    } catch (CLException refused) {
      String log = log(program);
      CL.clReleaseProgram(program);
      throw new ContractException(
          "%s does not build on %s with %s:%n%s".formatted(name, device.name(), all, log), refused);
    }
  }

  private String log(cl_program program) {
    long[] size = new long[1];
    CL.clGetProgramBuildInfo(program, device.id(), CL.CL_PROGRAM_BUILD_LOG, 0, null, size);
    byte[] log = new byte[(int) size[0]];
    CL.clGetProgramBuildInfo(
        program, device.id(), CL.CL_PROGRAM_BUILD_LOG, log.length, Pointer.to(log), null);
    return new String(log, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  private static String read(String name) {
    try (InputStream source = Programs.class.getResourceAsStream(name)) {
      if (source == null) {
        throw new ContractException(name + " is missing from the jar of the opencl backend");
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public synchronized void close() {
    built.values().forEach(CL::clReleaseProgram);
    built.clear();
  }
}
