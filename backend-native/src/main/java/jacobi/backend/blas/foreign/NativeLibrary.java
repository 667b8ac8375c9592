package jacobi.backend.blas.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// A library of the process. It stays for ever: no call can meet code that is gone.
///
/// @param name the file or name it was opened by
/// @param symbols its functions
public record NativeLibrary(String name, SymbolLookup symbols) {
  private static final MethodHandle DLOPEN = Signature.call("p", "pi");
  private static final MethodHandle DLERROR = Signature.call("p", "");
  private static final int RTLD_NOW = 2;
  private static final int RTLD_NOLOAD = System.getProperty("os.name").startsWith("Mac") ? 16 : 4;

  /// Opens a library that will compute on the thread that calls it.
  ///
  /// @param name a file, or a name the system's loader knows
  /// @throws IllegalArgumentException if it cannot be opened; the message is the loader's reason
  /// @throws IllegalCallerException if this process denies native access
  public static NativeLibrary open(String name) {
    NativeLibrary library = isOpen(name) ? load(name) : SingleThread.open(() -> load(name));
    SingleThread.choose(library);
    SingleThread.set(library);
    return library;
  }

  @SuppressWarnings("restricted")
  private static NativeLibrary load(String name) {
    try {
      return new NativeLibrary(name, SymbolLookup.libraryLookup(name, Arena.global()));
    } catch (IllegalArgumentException silent) {
      throw new IllegalArgumentException(reason(name), silent);
    }
  }

  /// Whether the process has it already: then no variable has to be set for it, which no other
  /// thread should be reading meanwhile.
  private static boolean isOpen(String name) {
    return system().has("dlopen") && open(name, RTLD_NOW | RTLD_NOLOAD).address() != 0;
  }

  /// Asks the loader once more, for Java's lookup swallows its reason.
  private static String reason(String name) {
    NativeLibrary system = system();
    if (!system.has("dlopen") || !system.has("dlerror")) {
      return "the system's loader cannot open it";
    }
    // Found and called before, for looking a function up forgets the loader's last error.
    MemorySegment error = system.find("dlerror");
    text(error);
    return open(name, RTLD_NOW).address() == 0
        ? text(error)
        : "the system's loader opens it, Java's does not";
  }

  private static String text(MemorySegment function) {
    try {
      return Signature.text((MemorySegment) DLERROR.invokeExact(function));
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  private static MemorySegment open(String name, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment file = arena.allocateFrom(name);
      return (MemorySegment) DLOPEN.invokeExact(system().find("dlopen"), file, flags);
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  /// The system's own functions.
  static NativeLibrary system() {
    return new NativeLibrary("the system's", Linker.nativeLinker().defaultLookup());
  }

  /// Whether it has a function.
  public boolean has(String symbol) {
    return symbols.find(symbol).isPresent();
  }

  /// The address of a function, or of 0 if it has none of this name.
  MemorySegment find(String symbol) {
    return symbols.find(symbol).orElse(MemorySegment.NULL);
  }

  /// The address of a function.
  ///
  /// @throws IllegalArgumentException if it has none of this name
  MemorySegment require(String symbol) {
    return symbols
        .find(symbol)
        .orElseThrow(() -> new IllegalArgumentException("has no function " + symbol));
  }
}
