package jacobi.backend.blas.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// A library of the process. It stays for ever: no call can meet code that is gone.
///
/// @param name the file or name it was opened by
/// @param symbols its functions
public record NativeLibrary(String name, SymbolLookup symbols) {
  private static final MethodHandle DLOPEN = Signature.call("p", "pi");
  private static final MethodHandle DLERROR = Signature.call("p", "");
  private static final int RTLD_NOW = 2;

  /// Opens a library that will compute on the thread that calls it.
  ///
  /// @param name a file, or a name the system's loader knows
  /// @throws IllegalArgumentException if it cannot be opened; the message is the loader's reason
  /// @throws IllegalCallerException if this process denies native access
  public static NativeLibrary open(String name) {
    NativeLibrary library = SingleThread.open(() -> load(name));
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

  /// Asks the loader once more, for Java's lookup swallows its reason.
  @SuppressWarnings("restricted")
  private static String reason(String name) {
    SymbolLookup system = Linker.nativeLinker().defaultLookup();
    Optional<MemorySegment> open = system.find("dlopen");
    Optional<MemorySegment> error = system.find("dlerror");
    if (open.isEmpty() || error.isEmpty()) {
      return "the system's loader cannot open it";
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment file = arena.allocateFrom(name);
      var handle = (MemorySegment) DLOPEN.invokeExact(open.get(), file, RTLD_NOW);
      return handle.address() == 0
          ? Signature.text((MemorySegment) DLERROR.invokeExact(error.get()))
          : "the system's loader opens it, Java's does not";
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
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
