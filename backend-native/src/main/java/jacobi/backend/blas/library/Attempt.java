package jacobi.backend.blas.library;

import jacobi.backend.blas.foreign.Facts;
import jacobi.backend.blas.foreign.NativeLibrary;

/// What became of one place where a library was looked for.
public sealed interface Attempt {
  /// Which place.
  String place();

  /// It is there and usable.
  ///
  /// @param facts what it says of itself
  record Found(String place, NativeLibrary library, Facts facts) implements Attempt {
    @Override
    public String toString() {
      return place + " is " + facts;
    }
  }

  /// It is not, for this reason.
  record Refused(String place, String reason) implements Attempt {
    @Override
    public String toString() {
      return place + " " + reason;
    }
  }
}
