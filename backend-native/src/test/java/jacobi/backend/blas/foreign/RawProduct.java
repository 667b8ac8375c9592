package jacobi.backend.blas.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// A library's product of square matrices outside the heap, with threads of its own: what calls
/// through this module are measured against.
public final class RawProduct {
  private static final MethodHandle SET = Signature.call("v", "i");
  private static final MethodHandle DNNL = Signature.call("i", "cclllfplplfpl");
  private static final MethodHandle CBLAS = Signature.call("v", "iiiiiifpipifpi");
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final long LINE = 64;

  private final int n;
  private final MemorySegment function;
  private final MemorySegment setThreads;
  private final boolean isDnnl;
  private final MemorySegment a;
  private final MemorySegment b;
  private final MemorySegment c;

  /// Of so many rows and columns.
  public RawProduct(NativeLibrary library, int n, Arena arena) {
    this.n = n;
    isDnnl = library.has("dnnl_sgemm");
    function = library.require(isDnnl ? "dnnl_sgemm" : "cblas_sgemm");
    setThreads = library.require(isDnnl ? "omp_set_num_threads" : "openblas_set_num_threads");
    a = ones(arena);
    b = ones(arena);
    c = ones(arena);
  }

  private MemorySegment ones(Arena arena) {
    MemorySegment all = arena.allocate((long) n * n * Float.BYTES, LINE);
    for (long i = 0; i < (long) n * n; i++) {
      all.setAtIndex(ValueLayout.JAVA_FLOAT, i, 1);
    }
    return all;
  }

  /// Sets the library's number of threads.
  public void threads(int count) throws Throwable {
    SET.invokeExact(setThreads, count);
  }

  /// Computes it.
  public void run() throws Throwable {
    if (isDnnl) {
      long s = n;
      byte plain = 'N';
      int status =
          (int) DNNL.invokeExact(function, plain, plain, s, s, s, 1f, a, s, b, s, 0f, c, s);
      Status.require(status, "a matrix product");
    } else {
      CBLAS.invokeExact(function, ROW_MAJOR, PLAIN, PLAIN, n, n, n, 1f, a, n, b, n, 0f, c, n);
    }
  }
}
