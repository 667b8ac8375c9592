package jacobi.backend.blas.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.function.Supplier;

/// Makes libraries compute on the thread that calls them.
///
/// Products are split over the workers of the process, each of which calls the library for a part.
/// So one setting says how many threads compute, no pool of a library spins beside ours, and bits
/// do not depend on the number.
final class SingleThread {
  private static final List<String> VARIABLES =
      List.of("OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS");

  private static final MethodHandle SETENV = Signature.call("i", "ppi");
  private static final MethodHandle UNSETENV = Signature.call("i", "p");
  private static final MethodHandle SET = Signature.critical("v", "i");
  private static final MethodHandle SET_WIDE = Signature.critical("v", "l");
  private static final MethodHandle CHOOSE = Signature.call("i", "i");

  /// MKL's layer without threads.
  private static final int SEQUENTIAL = 1;

  private SingleThread() {}

  /// Opens a library with the variables that keep it from starting threads as it is loaded. They
  /// are taken back; those that somebody has set are left alone.
  static NativeLibrary open(Supplier<NativeLibrary> opening) {
    List<String> ours = VARIABLES.stream().filter(name -> System.getenv(name) == null).toList();
    NativeLibrary system = NativeLibrary.system();
    if (!system.has("setenv") || !system.has("unsetenv")) {
      return opening.get();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocateFrom("1");
      for (String name : ours) {
        int done =
            (int) SETENV.invokeExact(system.find("setenv"), arena.allocateFrom(name), one, 1);
        require(done, "setenv");
      }
      try {
        return opening.get();
      } finally {
        for (String name : ours) {
          int done = (int) UNSETENV.invokeExact(system.find("unsetenv"), arena.allocateFrom(name));
          require(done, "unsetenv");
        }
      }
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  /// Tells an opened library, whatever the variables were.
  static void set(NativeLibrary library) {
    try {
      for (String name : List.of("openblas_set_num_threads", "MKL_Set_Num_Threads")) {
        if (library.has(name)) {
          SET.invokeExact(library.find(name), 1);
        }
      }
      if (library.has("bli_thread_set_num_threads")) {
        SET_WIDE.invokeExact(library.find("bli_thread_set_num_threads"), 1L);
      }
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  /// Chooses MKL's layer, which must come before any other call.
  static void choose(NativeLibrary library) {
    try {
      if (library.has("MKL_Set_Threading_Layer")) {
        int layer = (int) CHOOSE.invokeExact(library.find("MKL_Set_Threading_Layer"), SEQUENTIAL);
        if (layer < 0) {
          throw new IllegalArgumentException("does not compute without threads of its own");
        }
      }
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  private static void require(int done, String function) {
    if (done != 0) {
      throw new IllegalStateException(function + " failed");
    }
  }
}
