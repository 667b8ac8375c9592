package jacobi.backend.opencl;

import jacobi.spi.ContractException;
import jacobi.type.DType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_program;
import org.jspecify.annotations.Nullable;

/// The programs of a context, built when they are first asked for.
final class Programs implements AutoCloseable {
  /// Work items of a group: 1 where a work item has a vector unit of its own.
  private static final int PROCESSOR_GROUP = 1;

  /// Work items of a group elsewhere.
  static final int GROUP = 128;

  /// Programs of chains that are kept: those of a few compiled steps.
  private static final int CHAINS = 64;

  private final cl_context context;
  private final OpenClDevice device;
  private final Map<Source, cl_program> built = new HashMap<>();
  private final Bounded<Source, cl_program> chains = new Bounded<>(CHAINS, CL::clReleaseProgram);

  private final @Nullable BinaryCache cache;
  private final Blocks blocks;
  private int restored;

  Programs(cl_context context, OpenClDevice device, @Nullable BinaryCache cache, Blocks blocks) {
    this.context = context;
    this.device = device;
    this.cache = cache;
    this.blocks = blocks;
  }

  /// Work items of a group.
  int group() {
    return device.isProcessor() ? PROCESSOR_GROUP : GROUP;
  }

  /// How products are cut on a GPU.
  Blocks blocks() {
    return blocks;
  }

  /// A new kernel object, which is its owner's to release.
  synchronized cl_kernel kernel(Program program, DType dtype, String name) {
    cl_program known = built.computeIfAbsent(Source.of(program, dtype, blocks), this::build);
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

  /// How many came out of the cache.
  synchronized int restored() {
    return restored;
  }

  /// Builds a program, or takes what was built of it before.
  ///
  /// @throws ContractException with the compiler's messages, if it refuses the source
  cl_program build(Source source) {
    String kind = device.isProcessor() ? " -DCPU" : "";
    String doubles = device.hasDoubles() ? " -DDOUBLES" : "";
    String options =
        "-cl-std=CL1.2 -w " + source.options() + " -DGROUP=" + group() + kind + doubles;
    String key = String.join("\n", device.identity(), options, source.text());
    cl_program known = restore(key, options);
    if (known != null) {
      restored++;
      return known;
    }
    cl_program made = compile(source, options);
    if (cache != null) {
      cache.keep(key, binary(made));
    }
    return made;
  }

  private @Nullable cl_program restore(String key, String options) {
    byte[] binary = cache == null ? null : cache.find(key);
    if (binary == null) {
      return null;
    }
    cl_program program = null;
    try {
      program =
          CL.clCreateProgramWithBinary(
              context,
              1,
              new cl_device_id[] {device.id()},
              new long[] {binary.length},
              new byte[][] {binary},
              new int[1],
              null);
      CL.clBuildProgram(program, 0, null, options, null, null);
      return program;
    } catch (CLException refused) {
      // A driver may refuse what it built before; the source serves, and its binary replaces this.
      System.getLogger("jacobi").log(System.Logger.Level.DEBUG, "a binary was refused", refused);
      if (program != null) {
        CL.clReleaseProgram(program);
      }
      return null;
    }
  }

  private cl_program compile(Source source, String options) {
    String[] text = {source.text()};
    cl_program program = CL.clCreateProgramWithSource(context, 1, text, null, null);
    try {
      CL.clBuildProgram(program, 0, null, options, null, null);
      return program;
    } catch (CLException refused) {
      String log = log(program);
      CL.clReleaseProgram(program);
      String what =
          "%s does not build on %s with %s:%n%s"
              .formatted(source.name(), device.name(), options, log);
      throw new ContractException(what, refused);
    }
  }

  /// What the driver made of a program.
  private static byte[] binary(cl_program program) {
    long[] size = new long[1];
    CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null);
    byte[] binary = new byte[(int) size[0]];
    var place = ByteBuffer.allocateDirect(binary.length);
    Pointer places = Pointer.to(Pointer.to(place));
    CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARIES, Sizeof.POINTER, places, null);
    place.get(binary);
    return binary;
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
