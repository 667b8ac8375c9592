package jacobi.tensor;

import org.jspecify.annotations.Nullable;

/// How a loss of labelled rows counts them.
///
/// @param weight of each class, `[classes]`; none means 1 for all
/// @param ignoreIndex the label of rows that count nothing
/// @param reduction MEAN is the weighted one: the sum of the losses by the sum of the weights of
///   the rows, NaN where that is 0
public record LabelOptions(@Nullable Tensor weight, long ignoreIndex, Reduction reduction) {

  /// No weights; rows labelled −100 count nothing.
  public static LabelOptions of(Reduction reduction) {
    return new LabelOptions(null, -100, reduction);
  }

  /// With a weight for each class.
  public LabelOptions withWeight(Tensor each) {
    return new LabelOptions(each, ignoreIndex, reduction);
  }

  /// With another label of rows that count nothing.
  public LabelOptions withIgnoreIndex(long index) {
    return new LabelOptions(weight, index, reduction);
  }
}
