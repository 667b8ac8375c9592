package jacobi.backend.blas.foreign;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;

/// Whether this process lets this module call native code, and for whom it runs.
public final class Access {
  private static final int NOBODY = -1;

  private Access() {}

  /// Asks before a class with handles is initialized, which could be refused only once.
  ///
  /// @throws IllegalCallerException if native access is denied
  @SuppressWarnings("restricted")
  public static void require() {
    var unused = Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid());
    java.util.Objects.requireNonNull(unused);
  }

  /// The number of the user this process runs for, or -1 where users have none.
  public static int user() {
    NativeLibrary system = NativeLibrary.system();
    if (!system.has("geteuid")) {
      return NOBODY;
    }
    try {
      return (int) Signature.call("i", "").invokeExact(system.find("geteuid"));
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }
}
