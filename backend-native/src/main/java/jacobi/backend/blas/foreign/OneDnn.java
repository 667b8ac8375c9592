package jacobi.backend.blas.foreign;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// oneDNN's matrix products; those of convolution are [Dnnl]'s.
///
/// It takes its number of threads from OpenMP's setting of the thread that calls, which is 1 for
/// the length of a call. OpenMP's pool is thus never made.
public final class OneDnn {
  /// `DNNL_RUNTIME_SEQ` and `DNNL_RUNTIME_OMP`.
  private static final int SEQUENTIAL = 1;

  private static final int OPENMP = 2;

  /// `dnnl_version_t`: three numbers, a pointer, two numbers.
  private static final long VERSION_BYTES = 32;

  private static final long RUNTIME_AT = 24;
  private static final int LEAST_MAJOR = 3;

  /// `dnnl_cpu_isa_avx512_core`, `dnnl_cpu_isa_avx512_core_bf16`, `dnnl_cpu_isa_avx2`.
  private static final int AVX512 = 0x27;

  private static final int BFLOAT16 = 0xE7;
  private static final int AVX2 = 0x7;

  private static final MethodHandle VERSION = Signature.call("p", "");
  private static final MethodHandle ISA = Signature.call("i", "");
  private static final MethodHandle GET_THREADS = Signature.critical("i", "");
  private static final MethodHandle SET_THREADS = Signature.critical("v", "i");
  private static final MethodHandle GEMM = Signature.critical("i", "cclllfplplfpl");

  private final MemorySegment sgemm;
  private final MemorySegment bfloat16;
  private final MemorySegment getThreads;
  private final MemorySegment setThreads;
  private final boolean hasBfloat16;

  /// The functions of a library.
  ///
  /// @throws IllegalArgumentException if it lacks one, or is of another age
  public OneDnn(NativeLibrary library) {
    sgemm = library.require("dnnl_sgemm");
    bfloat16 = library.find("dnnl_gemm_bf16bf16f32");
    getThreads = library.find("omp_get_max_threads");
    setThreads = library.find("omp_set_num_threads");
    hasBfloat16 = bfloat16.address() != 0 && (isa(library) & BFLOAT16) == BFLOAT16;
  }

  /// What a library says of itself.
  ///
  /// @throws IllegalArgumentException if it has another interface, or threads that cannot be kept
  ///   from starting
  @SuppressWarnings("restricted")
  static Facts facts(NativeLibrary library) {
    try {
      var version = (MemorySegment) VERSION.invokeExact(library.require("dnnl_version"));
      MemorySegment numbers = version.reinterpret(VERSION_BYTES);
      int major = numbers.getAtIndex(ValueLayout.JAVA_INT, 0);
      String text =
          "%d.%d.%d"
              .formatted(
                  major,
                  numbers.getAtIndex(ValueLayout.JAVA_INT, 1),
                  numbers.getAtIndex(ValueLayout.JAVA_INT, 2));
      if (major != LEAST_MAJOR) {
        throw new IllegalArgumentException(
            "is oneDNN %s, whose interface is not that of oneDNN 3".formatted(text));
      }
      int runtime = numbers.get(ValueLayout.JAVA_INT, RUNTIME_AT);
      boolean controlled = library.has("omp_set_num_threads") && library.has("omp_get_max_threads");
      if (runtime != SEQUENTIAL && !(runtime == OPENMP && controlled)) {
        throw new IllegalArgumentException(
            "is oneDNN %s with threads of its own (runtime %d)".formatted(text, runtime));
      }
      int isa = isa(library);
      return new Facts(Maker.ONEDNN, text, core(isa), bits(isa));
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  private static int isa(NativeLibrary library) {
    try {
      return library.has("dnnl_get_effective_cpu_isa")
          ? (int) ISA.invokeExact(library.find("dnnl_get_effective_cpu_isa"))
          : 0;
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  private static String core(int isa) {
    if ((isa & BFLOAT16) == BFLOAT16) {
      return "AVX-512 with bfloat16";
    }
    return (isa & AVX512) == AVX512 ? "AVX-512" : (isa & AVX2) == AVX2 ? "AVX2" : "";
  }

  private static int bits(int isa) {
    return (isa & AVX512) == AVX512 ? 512 : (isa & AVX2) == AVX2 ? 256 : 128;
  }

  /// Whether it multiplies bfloat16 by instructions of the processor.
  public boolean hasBfloat16() {
    return hasBfloat16;
  }

  /// `C ← (add ? C : 0) + A·B` in float.
  public void sgemm(Gemm p) {
    gemm(sgemm, p);
  }

  /// The same for operands of bfloat16 and a result in float; subnormal operands count as zeros.
  public void bfloat16(Gemm p) {
    gemm(bfloat16, p);
  }

  private void gemm(MemorySegment function, Gemm p) {
    int before = enter();
    try {
      int status =
          (int)
              GEMM.invokeExact(
                  function,
                  (byte) (p.a().transposed() ? 'T' : 'N'),
                  (byte) (p.b().transposed() ? 'T' : 'N'),
                  (long) p.m(),
                  (long) p.n(),
                  (long) p.k(),
                  1f,
                  p.a().from(),
                  (long) p.a().step(),
                  p.b().from(),
                  (long) p.b().step(),
                  p.add() ? 1f : 0f,
                  p.c().from(),
                  (long) p.c().step());
      Status.require(status, "a matrix product");
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    } finally {
      leave(before);
    }
  }

  /// Makes this thread's calls run on it alone.
  ///
  /// @return what [#leave] restores
  int enter() {
    if (setThreads.address() == 0) {
      return 1;
    }
    try {
      int before = (int) GET_THREADS.invokeExact(getThreads);
      if (before != 1) {
        SET_THREADS.invokeExact(setThreads, 1);
      }
      return before;
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  /// Restores what the thread had.
  void leave(int before) {
    try {
      if (before != 1) {
        SET_THREADS.invokeExact(setThreads, before);
      }
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }
}
