package jacobi.backend.blas.foreign;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Makes handles of signatures, which are written as one letter for each value.
///
/// | `p` | `i` | `l` | `c` | `f` | `d` | `v` |
/// | --- | --- | --- | --- | --- | --- | --- |
/// | a pointer | `int` | `int64_t`, `size_t` | `char` | `float` | `double` | no result |
@SuppressWarnings("restricted") // Calling native libraries is what this package is for.
final class Signature {
  private static final long LONGEST_TEXT = 1 << 16;

  private Signature() {}

  /// A function; its address is the handle's first operand.
  static MethodHandle call(String result, String parameters) {
    return Linker.nativeLinker().downcallHandle(descriptor(result, parameters));
  }

  /// A function that may be given Java arrays; until it returns no thread gets past a safepoint.
  static MethodHandle critical(String result, String parameters) {
    return Linker.nativeLinker()
        .downcallHandle(descriptor(result, parameters), Linker.Option.critical(true));
  }

  private static FunctionDescriptor descriptor(String result, String parameters) {
    MemoryLayout[] all = new MemoryLayout[parameters.length()];
    for (int i = 0; i < all.length; i++) {
      all[i] = layout(parameters.charAt(i));
    }
    return result.equals("v")
        ? FunctionDescriptor.ofVoid(all)
        : FunctionDescriptor.of(layout(result.charAt(0)), all);
  }

  private static MemoryLayout layout(char letter) {
    return switch (letter) {
      case 'p' -> ValueLayout.ADDRESS;
      case 'i' -> ValueLayout.JAVA_INT;
      case 'l' -> ValueLayout.JAVA_LONG;
      case 'c' -> ValueLayout.JAVA_BYTE;
      case 'f' -> ValueLayout.JAVA_FLOAT;
      case 'd' -> ValueLayout.JAVA_DOUBLE;
      default -> throw new IllegalArgumentException("no type: " + letter);
    };
  }

  /// The text a function returned, or `""` for a null pointer.
  static String text(MemorySegment pointer) {
    return pointer.address() == 0 ? "" : pointer.reinterpret(LONGEST_TEXT).getString(0);
  }

  /// What a handle threw: nothing that a native function can throw, but what is wrong around it.
  static RuntimeException unchecked(Throwable thrown) {
    return switch (thrown) {
      case Error error -> throw error;
      case RuntimeException exception -> exception;
      default -> new IllegalStateException("a call does not fit its signature", thrown);
    };
  }
}
