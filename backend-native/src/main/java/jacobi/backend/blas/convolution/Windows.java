package jacobi.backend.blas.convolution;

import jacobi.backend.blas.foreign.Window;
import jacobi.op.Conv2d;
import jacobi.op.Sliding;
import jacobi.type.Shape;

/// Sizes of convolutions, of their ops and operands.
final class Windows {
  private Windows() {}

  /// @param x shape of the operand or its gradient
  /// @param height of the window
  /// @param width of the window
  /// @param y shape of the result or its gradient
  static Window of(Conv2d op, Shape x, long height, long width, Shape y) {
    return new Window(
        (int) x.size(0),
        (int) x.size(1),
        (int) y.size(1),
        op.groups(),
        side(op.rows(), x.size(2), height, y.size(2)),
        side(op.columns(), x.size(3), width, y.size(3)));
  }

  private static Window.Side side(Sliding sliding, long length, long window, long positions) {
    return new Window.Side(
        (int) length,
        (int) window,
        (int) positions,
        (int) sliding.stride(),
        (int) sliding.padding(),
        (int) sliding.dilation());
  }

  /// Whether there is anything to compute.
  static boolean areAny(Window window) {
    return window.images() > 0
        && window.wElements() > 0
        && window.xElements() > 0
        && window.yElements() > 0;
  }
}
