package jacobi.backend.blas.foreign;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;

/// Whether this process lets this module call native code.
public final class Access {
  private Access() {}

  /// Asks before a class with handles is initialized, which could be refused only once.
  ///
  /// @throws IllegalCallerException if native access is denied
  @SuppressWarnings("restricted")
  public static void require() {
    var unused = Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid());
    java.util.Objects.requireNonNull(unused);
  }
}
