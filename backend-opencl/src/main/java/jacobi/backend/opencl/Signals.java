package jacobi.backend.opencl;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// The handlers of this process's signals, as they were before a driver was touched.
///
/// Drivers that compile kernels with LLVM let it take the handlers of most signals. Its own stands
/// for one fault only (`SA_RESETHAND`), and gives the former ones back a moment later. The Java
/// virtual machine lives on such faults: it finds nulls and stops threads by them. Two threads that
/// meet one in that moment end the process, without a word. LLVM takes the handlers when it starts,
/// and again only after it has seen a fault; so who puts the former ones back is rid of it.
final class Signals {
  /// The numbers of signals end below it, where there is `sigaction`.
  private static final int END = 32;

  /// Says that memory may not be touched; has this number everywhere.
  private static final int SEGMENT = 11;

  /// More than a `struct sigaction` has anywhere; its first field is the handler.
  private static final long BYTES = 256;

  /// `int sigaction(int, const struct sigaction*, struct sigaction*)`, or null: Windows has none.
  private static final @Nullable MethodHandle SIGACTION = sigaction();

  /// The handlers before a driver was touched.
  static final Signals FOUND = new Signals();

  private final MemorySegment found = Arena.global().allocate(END * BYTES, Long.BYTES);
  private final MemorySegment present = Arena.global().allocate(BYTES, Long.BYTES);

  private Signals() {
    for (int signal = 1; signal < END; signal++) {
      read(signal, found(signal));
    }
  }

  /// Puts back what one who has taken the handler of faults of memory has taken.
  synchronized void keep() {
    read(SEGMENT, present);
    long taker = handler(present);
    if (taker == handler(found(SEGMENT))) {
      return;
    }
    for (int signal = 1; signal < END; signal++) {
      read(signal, present);
      if (handler(present) == taker) {
        call(signal, found(signal), MemorySegment.NULL);
      }
    }
  }

  private MemorySegment found(int signal) {
    return found.asSlice(signal * BYTES, BYTES);
  }

  private static long handler(MemorySegment action) {
    return action.get(ValueLayout.JAVA_LONG, 0);
  }

  private static void read(int signal, MemorySegment target) {
    call(signal, MemorySegment.NULL, target);
  }

  /// Sets or reads what is done about a signal; does nothing where that cannot be asked.
  private static void call(int signal, MemorySegment source, MemorySegment target) {
    if (SIGACTION == null) {
      return;
    }
    try {
      int _ = (int) SIGACTION.invokeExact(signal, source, target);
    } catch (Throwable thrown) {
      // Nothing a native function throws: what is wrong around it.
      if (thrown instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(thrown);
    }
  }

  @SuppressWarnings("restricted") // What native code changed, only native code can put back.
  private static @Nullable MethodHandle sigaction() {
    Linker linker = Linker.nativeLinker();
    var descriptor =
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    return linker
        .defaultLookup()
        .find("sigaction")
        .map(address -> linker.downcallHandle(address, descriptor))
        .orElse(null);
  }
}
