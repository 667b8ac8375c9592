package jacobi.backend.blas.convolution;

import jacobi.backend.blas.foreign.Facts;
import jacobi.backend.blas.foreign.Primitive.Role;
import jacobi.backend.blas.foreign.Window;

/// Which convolutions oneDNN computes faster than Java does, ways in and out included.
///
/// @param library the oneDNN
/// @param javaBits of the vectors that backend-cpu computes with, 0 if it has none
/// @param always whether it computes everything it can, faster or not
public record Measured(Facts library, int javaBits, boolean always) {
  /// Channels that fill a vector.
  private static final int FULL = 16;

  /// Whether it computes a direction.
  boolean serves(Window window, Role result) {
    if (always) {
      return true;
    }
    int in = window.inputs() / window.groups();
    int out = window.outputs() / window.groups();
    return library.vectorBits() >= javaBits && in >= FULL && out >= FULL;
  }
}
