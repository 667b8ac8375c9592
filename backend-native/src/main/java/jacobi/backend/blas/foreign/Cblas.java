package jacobi.backend.blas.foreign;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// Matrix products by the C interface of a BLAS, rows one after the other.
public final class Cblas {
  /// What a library must have.
  static final List<String> FUNCTIONS = List.of("cblas_sgemm", "cblas_dgemm");

  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  private static final MethodHandle SGEMM = Signature.critical("v", "iiiiiifpipifpi");
  private static final MethodHandle DGEMM = Signature.critical("v", "iiiiiidpipidpi");

  private final MemorySegment sgemm;
  private final MemorySegment dgemm;

  /// The functions of a library.
  ///
  /// @throws IllegalArgumentException if it lacks one
  public Cblas(NativeLibrary library) {
    sgemm = library.require("cblas_sgemm");
    dgemm = library.require("cblas_dgemm");
  }

  /// `C ← (add ? C : 0) + A·B` in float.
  public void sgemm(Gemm p) {
    try {
      SGEMM.invokeExact(
          sgemm,
          ROW_MAJOR,
          p.a().transposed() ? TRANSPOSED : PLAIN,
          p.b().transposed() ? TRANSPOSED : PLAIN,
          p.m(),
          p.n(),
          p.k(),
          1f,
          p.a().from(),
          p.a().step(),
          p.b().from(),
          p.b().step(),
          p.add() ? 1f : 0f,
          p.c().from(),
          p.c().step());
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  /// The same in double.
  public void dgemm(Gemm p) {
    try {
      DGEMM.invokeExact(
          dgemm,
          ROW_MAJOR,
          p.a().transposed() ? TRANSPOSED : PLAIN,
          p.b().transposed() ? TRANSPOSED : PLAIN,
          p.m(),
          p.n(),
          p.k(),
          1d,
          p.a().from(),
          p.a().step(),
          p.b().from(),
          p.b().step(),
          p.add() ? 1d : 0d,
          p.c().from(),
          p.c().step());
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }
}
