package jacobi.tensor;

import jacobi.op.AvgPool2d;
import jacobi.op.Check;
import jacobi.op.Conv2d;
import jacobi.op.MaxPool2d;
import jacobi.op.Sliding;
import jacobi.type.ShapeException;
import java.util.List;

/// Windows that slide over signals [N, C, L] and planes [N, C, H, W].
///
/// A signal is a plane of one row: the views around it cost nothing.
public sealed interface Spatial permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  /// The convolution of [N, C, L] with w [O, C, K].
  default Tensor conv1d(Tensor w, long stride, long padding) {
    return conv1d(w, Sliding.of(stride, padding), 1);
  }

  /// `y[n,o,i] = Σ_{c,k} w[o,c,k] · x[n, c, i·s + k·d − p]`, zero outside, in groups.
  ///
  /// | x | w | y |
  /// | --- | --- | --- |
  /// | [N, C, L] | [O, C/groups, K] | [N, O, P] |
  default Tensor conv1d(Tensor w, Sliding along, int groups) {
    return Planes.row("conv1d", self())
        .conv2d(Planes.row("conv1d", w), Planes.STILL, along, groups)
        .squeeze(2);
  }

  /// The transposed convolution of [N, C, L] with w [C, O, K].
  default Tensor convTranspose1d(Tensor w, long stride, long padding) {
    return convTranspose1d(w, Sliding.of(stride, padding), 0, 1);
  }

  /// The transposed convolution along one axis ([#convTranspose2d] of one row).
  ///
  /// | x | w | y |
  /// | --- | --- | --- |
  /// | [N, C, L] | [C, O/groups, K] | [N, O, `(L − 1)·s − 2·p + d·(K − 1) + 1 + outputPadding`] |
  default Tensor convTranspose1d(Tensor w, Sliding along, long outputPadding, int groups) {
    return Planes.row("convTranspose1d", self())
        .convTranspose2d(
            Planes.row("convTranspose1d", w), Planes.STILL, along, 0, outputPadding, groups)
        .squeeze(2);
  }

  /// The transposed convolution of [N, C, H, W] with w [C, O, KH, KW].
  default Tensor convTranspose2d(Tensor w, long stride, long padding) {
    var sliding = Sliding.of(stride, padding);
    return convTranspose2d(w, sliding, sliding, 0, 0, 1);
  }

  /// The adjoint of [Conv2d] with the same weights: where the convolution reads `x[i·s + k·d − p]`
  /// for `y[i]`, this one adds `w[k]·x[i]` to `y[i·s + k·d − p]`.
  ///
  /// | x | w | y |
  /// | --- | --- | --- |
  /// | [N, C, H, W] | [C, O/groups, KH, KW] | [N, O, OH, OW] |
  ///
  /// with `OH = (H − 1)·s − 2·p + d·(KH − 1) + 1 + outputRows`, and `OW` likewise.
  ///
  /// @param outputRows how many more rows, of the sizes that the convolution maps to `H`
  /// @param outputColumns how many more columns
  /// @throws ShapeException if the shapes do not fit, or a stride has no room for so many more
  default Tensor convTranspose2d(
      Tensor w, Sliding rows, Sliding columns, long outputRows, long outputColumns, int groups) {
    Tensor x = self();
    Check.shape(
        x.rank() == 4 && w.rank() == 4 && x.size(1) == w.size(0),
        "convTranspose2d wants x [N, C, H, W] and w [C, O/groups, KH, KW], got %s and %s",
        x.shape(),
        w.shape());
    long height = Planes.transposed("rows", x.size(2), w.size(2), rows, outputRows);
    long width = Planes.transposed("columns", x.size(3), w.size(3), columns, outputColumns);
    var adjoint = new Conv2d(rows, columns, groups).backwardInput(height, width);
    return Functions.engine(x, w).apply(adjoint, x, w);
  }

  /// The greatest of each `window` elements of [N, C, L].
  default Tensor maxPool1d(long window) {
    return maxPool1d(window, window, 0);
  }

  /// The greatest of each window of [N, C, L]; the first of a tie gets the gradient.
  default Tensor maxPool1d(long window, long stride, long padding) {
    var op = new MaxPool2d(1, window, Planes.STILL, Sliding.of(stride, padding));
    return Tensor.all(op, Planes.row("maxPool1d", self())).getFirst().squeeze(2);
  }

  /// The mean of each `window` elements of [N, C, L].
  default Tensor avgPool1d(long window) {
    return avgPool1d(window, window, 0);
  }

  /// The mean of each window of [N, C, L], zeros of the padding counted.
  default Tensor avgPool1d(long window, long stride, long padding) {
    return avgPool1d(window, Sliding.of(stride, padding), true);
  }

  /// The mean of each window of [N, C, L]; `countIncludePad` as in [AvgPool2d].
  default Tensor avgPool1d(long window, Sliding along, boolean countIncludePad) {
    return Planes.row("avgPool1d", self())
        .avgPool2d(1, window, Planes.STILL, along, countIncludePad)
        .squeeze(2);
  }

  /// The mean of each `window × window` tile of [N, C, H, W].
  default Tensor avgPool2d(long window) {
    return avgPool2d(window, window, 0);
  }

  /// The mean of each window of [N, C, H, W], zeros of the padding counted.
  default Tensor avgPool2d(long window, long stride, long padding) {
    var sliding = Sliding.of(stride, padding);
    return avgPool2d(window, window, sliding, sliding, true);
  }

  /// The mean of each window of [N, C, H, W] ([AvgPool2d]).
  default Tensor avgPool2d(
      long height, long width, Sliding rows, Sliding columns, boolean countIncludePad) {
    var op = new AvgPool2d(height, width, rows, columns, countIncludePad);
    return self().engine().apply(op, self());
  }

  /// The windows of [N, C, H, W] as columns (im2col): [N, C·height·width, OH·OW].
  default Tensor unfold(long height, long width, Sliding rows, Sliding columns) {
    Tensor x = self();
    Check.shape(x.rank() == 4, "unfold wants [N, C, H, W], got %s", x.shape());
    List<Long> ends = List.of(0L, 0L, rows.padding(), columns.padding());
    Tensor padded = rows.padding() == 0 && columns.padding() == 0 ? x : x.pad(ends, ends);
    Tensor windows =
        padded
            .unfold(2, height, rows.stride(), rows.dilation())
            .unfold(3, width, columns.stride(), columns.dilation())
            .permute(0, 1, 4, 5, 2, 3);
    long positions = windows.size(4) * windows.size(5);
    return windows.reshape(x.size(0), x.size(1) * height * width, positions);
  }

  /// Columns [N, C·height·width, OH·OW] added up where they lie in [N, C, planeHeight, planeWidth]
  /// (col2im): the adjoint of [#unfold(long, long, Sliding, Sliding)].
  default Tensor fold(
      long planeHeight, long planeWidth, long height, long width, Sliding rows, Sliding columns) {
    Tensor x = self();
    long down = rows.positions(planeHeight, height);
    long across = columns.positions(planeWidth, width);
    long patch = height * width;
    Check.shape(
        x.rank() == 3 && x.size(1) % patch == 0 && x.size(2) == down * across,
        "fold into %d × %d wants [N, C·%d, %d], got %s",
        planeHeight,
        planeWidth,
        patch,
        down * across,
        x.shape());
    long top = rows.padding();
    long left = columns.padding();
    return x.reshape(x.size(0), x.size(1) / patch, height, width, down, across)
        .permute(0, 1, 4, 5, 2, 3)
        .fold(3, planeWidth + 2 * left, columns.stride(), columns.dilation())
        .fold(2, planeHeight + 2 * top, rows.stride(), rows.dilation())
        .slice(2, top, top + planeHeight)
        .slice(3, left, left + planeWidth);
  }
}
