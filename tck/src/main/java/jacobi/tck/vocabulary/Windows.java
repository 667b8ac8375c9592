package jacobi.tck.vocabulary;

import static jacobi.tck.vocabulary.Entry.sample;

import jacobi.op.Sliding;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Sample;
import jacobi.tensor.Interpolation;
import jacobi.tensor.Tensor;
import java.util.List;

/// Signals, patches and planes of other sizes.
final class Windows {
  private Windows() {}

  static void add(Vocabulary all) {
    all.add("conv1d", Trait.PRODUCT, Windows::conv1d);
    all.add("convTranspose1d", Trait.PRODUCT, Windows::transposed);
    all.add("avgPool1d", Trait.AFFINE, Windows::avgPool1d);
    all.add("maxPool1d", Trait.PIECEWISE, Windows::maxPool1d);
    all.add("unfold2d", Trait.AFFINE, Windows::unfold2d);
    all.add("fold2d", Trait.AFFINE, Windows::fold2d);
    all.add("adaptiveAvgPool2d", Trait.AFFINE, Windows::adaptiveAvgPool2d);
    all.add("adaptiveMaxPool2d", Trait.PIECEWISE, Windows::adaptiveMaxPool2d);
    all.add("interpolate", Trait.AFFINE, Windows::interpolate);
  }

  private static Sample avgPool1d(Draws draws) {
    long stride = 1L + draws.choices().below(2);
    Arg x = draws.input(Range.PLAIN, 2, 2, 1 + draws.several(4));
    return one("avgPool1d by " + stride, in -> in.avgPool1d(2, stride, 0), x);
  }

  private static Sample maxPool1d(Draws draws) {
    long padding = draws.choices().below(2);
    Arg x = draws.input(Range.SPACED, 2, 2, 1 + draws.several(4));
    return one("maxPool1d padded " + padding, in -> in.maxPool1d(2, 2, padding), x);
  }

  private static Sample unfold2d(Draws draws) {
    var rows = new Sliding(1, draws.choices().below(2), 1);
    var columns = new Sliding(1 + draws.choices().below(2), 0, 1);
    Arg x = draws.input(Range.PLAIN, 1, 2, 2, 3);
    return one("unfold 2 by 2", in -> in.unfold(2, 2, rows, columns), x);
  }

  private static Sample fold2d(Draws draws) {
    Arg x = draws.input(Range.PLAIN, 1, 4, draws.several(3));
    long width = x.shape().size(2) + 1;
    Sliding still = Sliding.of(1, 0);
    return one("fold to 2 by " + width, in -> in.fold(2, width, 2, 2, still, still), x);
  }

  private static Sample adaptiveAvgPool2d(Draws draws) {
    Arg x = draws.input(Range.PLAIN, 1, 2, 2, 4);
    long width = 1L + draws.choices().below(4);
    return one("adaptiveAvgPool2d", in -> in.adaptiveAvgPool2d(1, width == 3 ? 4 : width), x);
  }

  private static Sample adaptiveMaxPool2d(Draws draws) {
    Arg x = draws.input(Range.SPACED, 1, 2, 3, 4);
    long width = 1L + draws.choices().below(4);
    return one("adaptiveMaxPool2d", in -> in.adaptiveMaxPool2d(2, width), x);
  }

  private static Sample one(String text, java.util.function.UnaryOperator<Tensor> f, Arg x) {
    return sample(text, in -> List.of(f.apply(in.getFirst())), x);
  }

  private static Sample conv1d(Draws draws) {
    var along = new Sliding(1 + draws.choices().below(2), draws.choices().below(2), 1);
    int groups = 1 + draws.choices().below(2);
    long window = 1L + draws.choices().below(3);
    Arg x = draws.input(Range.PLAIN, 2, 2, window - 1 + draws.several(4));
    Arg w = draws.input(Range.PLAIN, 2, 2 / groups, window);
    return sample(
        "conv1d %s %d groups".formatted(along, groups),
        in -> List.of(in.get(0).conv1d(in.get(1), along, groups)),
        x,
        w);
  }

  private static Sample transposed(Draws draws) {
    var along = new Sliding(1 + draws.choices().below(2), 0, 1);
    Arg x = draws.input(Range.PLAIN, 1, 2, draws.several(3));
    Arg w = draws.input(Range.PLAIN, 2, 1 + draws.choices().below(2), 2);
    return sample(
        "convTranspose1d " + along,
        in -> List.of(in.get(0).convTranspose1d(in.get(1), along, 0, 1)),
        x,
        w);
  }

  /// Twice the size: the weights are quarters.
  private static Sample interpolate(Draws draws) {
    Interpolation mode = draws.choices().spread(List.of(Interpolation.values()));
    long height = 1L + draws.choices().below(2);
    Arg x = draws.input(Range.PLAIN, 1, 2, height, 3);
    return one("interpolate " + mode, in -> in.interpolate(2 * height, 6, mode), x);
  }
}
