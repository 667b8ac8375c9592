package jacobi.backend.blas.foreign;

/// The sizes of a convolution.
///
/// @param images how many images at once
/// @param inputs channels of `x`
/// @param outputs channels of `y`
/// @param groups of channels
/// @param rows how the window slides down
/// @param columns how it slides across
public record Window(int images, int inputs, int outputs, int groups, Side rows, Side columns) {

  /// One direction.
  ///
  /// @param length of `x`
  /// @param window of the window
  /// @param positions of `y`
  public record Side(
      int length, int window, int positions, int stride, int padding, int dilation) {}

  /// The same for another number of images.
  public Window of(int count) {
    return new Window(count, inputs, outputs, groups, rows, columns);
  }

  /// Elements of `x` for one image.
  public int xElements() {
    return inputs * rows.length * columns.length;
  }

  /// Elements of `y` for one image.
  public int yElements() {
    return outputs * rows.positions * columns.positions;
  }

  /// Elements of `w`.
  public int wElements() {
    return outputs * (inputs / groups) * rows.window * columns.window;
  }

  /// The shape of `x` as oneDNN counts axes.
  public long[] xSizes() {
    return new long[] {images, inputs, rows.length, columns.length};
  }

  /// The shape of `y` as oneDNN counts axes.
  public long[] ySizes() {
    return new long[] {images, outputs, rows.positions, columns.positions};
  }

  /// The shape of `w` as oneDNN counts axes.
  public long[] wSizes() {
    long in = inputs / groups;
    return groups == 1
        ? new long[] {outputs, in, rows.window, columns.window}
        : new long[] {groups, outputs / groups, in, rows.window, columns.window};
  }

  long[] strides() {
    return new long[] {rows.stride, columns.stride};
  }

  /// As oneDNN counts them: elements left out between two of the window.
  long[] dilations() {
    return new long[] {rows.dilation - 1, columns.dilation - 1};
  }

  long[] paddings() {
    return new long[] {rows.padding, columns.padding};
  }
}
