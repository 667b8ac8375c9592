package jacobi.backend.opencl;

import jacobi.spi.ContractException;
import jacobi.type.DType;
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

  /// Programs of chains that are kept: those of a few compiled steps.
  private static final int CHAINS = 64;

  private final cl_context context;
  private final OpenClDevice device;
  private final Map<Source, cl_program> built = new HashMap<>();
  private final Bounded<Source, cl_program> chains = new Bounded<>(CHAINS, CL::clReleaseProgram);

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
    cl_program known = built.computeIfAbsent(Source.of(program, dtype), this::build);
    return CL.clCreateKernel(known, name, null);
  }

  /// A new kernel object of a chain, which is its owner's to release.
  synchronized cl_kernel chain(Source source) {
    return CL.clCreateKernel(chains.of(source, this::build), ChainSource.KERNEL, null);
  }

  /// How many were built and are still there.
  synchronized int count() {
    return built.size() + chains.size();
  }

  /// Builds a program.
  ///
  /// @throws ContractException with the compiler's messages, if it refuses the source
  cl_program build(Source source) {
    String[] text = {source.text()};
    cl_program program = CL.clCreateProgramWithSource(context, 1, text, null, null);
    String kind = device.isProcessor() ? " -DCPU" : "";
    String doubles = device.hasDoubles() ? " -DDOUBLES" : "";
    String all = "-cl-std=CL1.2 -w " + source.options() + " -DGROUP=" + group() + kind + doubles;
    try {
      CL.clBuildProgram(program, 0, null, all, null, null);
      return program;
    } catch (CLException refused) {
      String log = log(program);
      CL.clReleaseProgram(program);
      throw new ContractException(
          "%s does not build on %s with %s:%n%s".formatted(source.name(), device.name(), all, log),
          refused);
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

  @Override
  public synchronized void close() {
    built.values().forEach(CL::clReleaseProgram);
    built.clear();
    chains.close();
  }
}
