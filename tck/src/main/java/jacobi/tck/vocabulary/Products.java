package jacobi.tck.vocabulary;

import static jacobi.tck.vocabulary.Entry.sample;

import jacobi.op.MaxPool2d;
import jacobi.op.Sliding;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Choices;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Sample;
import jacobi.tensor.Functions;
import jacobi.tensor.Tensor;
import java.util.List;

/// Ops that add up products.
final class Products {
  private Products() {}

  static void add(Vocabulary all) {
    all.add("MATMUL", Trait.PRODUCT, Types.NUMBERS, Products::matmul);
    all.add("LINEAR", Trait.PRODUCT, Products::linear);
    all.add("einsum", Trait.PRODUCT, Products::einsum);
    all.add("CONV2D", Trait.PRODUCT, Products::conv2d);
    all.add("CONV2D_BACKWARD_INPUT", Trait.PRODUCT, Products::transposed);
    all.add("AVG_POOL2D", Trait.AFFINE, Products::average);
    all.add("MAX_POOL2D", Trait.PIECEWISE, Products::greatest);
    all.add("FOLD", Trait.AFFINE, Types.NUMBERS, Products::fold);
    all.add("unfold", Trait.AFFINE, Types.ALL, Products::unfold);
  }

  /// Square matrices, single rows and columns, batches that are broadcast among them, and operands
  /// that are transposed on the way in.
  private static Sample matmul(Draws draws) {
    int square = draws.choices().spread(3);
    long n = square == 2 ? draws.side() : draws.several(3);
    boolean tall = square == 0 && draws.choices().flag();
    long k = square == 2 ? n : tall ? draws.several(3) : draws.size();
    long m = square > 0 ? n : tall ? draws.size() : draws.several(3);
    boolean turnsA = draws.choices().flag();
    boolean turnsB = draws.choices().flag();
    boolean batched = draws.choices().flag();
    Arg a = matrix(draws, batched, turnsA, n, k);
    Arg b = matrix(draws, batched && draws.choices().flag(), turnsB, k, m);
    return sample(
        "MATMUL%s%s".formatted(turnsA ? " Aᵀ" : "", turnsB ? " Bᵀ" : ""),
        in -> List.of(turned(in.get(0), turnsA).matmul(turned(in.get(1), turnsB))),
        a,
        b);
  }

  private static Arg matrix(Draws draws, boolean batched, boolean turned, long rows, long columns) {
    long first = turned ? columns : rows;
    long second = turned ? rows : columns;
    return batched
        ? draws.input(Range.PLAIN, 2, first, second)
        : draws.input(Range.PLAIN, first, second);
  }

  private static Tensor turned(Tensor x, boolean turned) {
    return turned ? x.transpose() : x;
  }

  /// Much goes in, or there are many rows, or the weights are more than all else.
  private static Sample linear(Draws draws) {
    int large = draws.choices().spread(3);
    long in = large == 0 ? draws.size() : large == 1 ? draws.several(3) : draws.side();
    long out = large == 2 ? draws.side() : draws.several(3);
    Arg x = draws.input(Range.PLAIN, large == 1 ? draws.size() : draws.several(3), in);
    Arg w = draws.input(Range.PLAIN, out, in);
    Arg b = draws.input(Range.PLAIN, out);
    return sample("LINEAR", t -> List.of(t.get(0).linear(t.get(1), t.get(2))), x, w, b);
  }

  private static Sample einsum(Draws draws) {
    long i = draws.other();
    long j = draws.size();
    Arg a = draws.input(Range.PLAIN, i, j);
    Arg b = draws.input(Range.PLAIN, j, i);
    return sample("einsum ij,ji->i", in -> List.of(Functions.einsum("ij,ji->i", in)), a, b);
  }

  private static Sliding sliding(Choices choices) {
    return new Sliding(1 + choices.below(2), choices.below(2), 1 + choices.below(2));
  }

  private static Sample conv2d(Draws draws) {
    Sliding rows = sliding(draws.choices());
    Sliding columns = sliding(draws.choices());
    int groups = 1 + draws.choices().below(2);
    long height = 1L + draws.choices().below(2);
    long width = 1L + draws.choices().below(3);
    long h = rows.dilation() * (height - 1) + draws.several(2);
    long w = columns.dilation() * (width - 1) + draws.several(2);
    long channels = draws.several(2);
    Arg x = draws.input(Range.PLAIN, batch(draws), channels * groups, h, w);
    Arg k = draws.input(Range.PLAIN, groups * draws.several(2), channels, height, width);
    return sample(
        "CONV2D %s %s %d groups".formatted(rows, columns, groups),
        in -> List.of(in.get(0).conv2d(in.get(1), rows, columns, groups)),
        x,
        k);
  }

  private static long batch(Draws draws) {
    return draws.several(2);
  }

  private static Sample transposed(Draws draws) {
    long stride = 1L + draws.choices().below(2);
    var rows = new Sliding(stride, draws.choices().below(2), 1);
    var columns = new Sliding(1, 0, 1 + draws.choices().below(2));
    long more = stride - 1;
    long channels = draws.several(2);
    Arg x = draws.input(Range.PLAIN, batch(draws), channels, 2, draws.several(3));
    Arg w = draws.input(Range.PLAIN, channels, draws.several(2), 2, 2);
    return sample(
        "CONV2D_BACKWARD_INPUT %s %s".formatted(rows, columns),
        in -> List.of(in.get(0).convTranspose2d(in.get(1), rows, columns, more, 0, 1)),
        x,
        w);
  }

  /// Windows of a power of two, borders counted in or out; out only where whole windows divide.
  private static Sample average(Draws draws) {
    boolean bordered = draws.choices().flag();
    boolean counted = draws.choices().flag();
    var rows = new Sliding(1 + draws.choices().below(2), bordered ? 1 : 0, 1);
    var columns = new Sliding(2, 0, 1);
    Arg x = draws.input(Range.PLAIN, batch(draws), 2, 1 + draws.several(3), 4);
    return sample(
        "AVG_POOL2D %s %s border counted %s".formatted(rows, columns, counted),
        in -> List.of(in.getFirst().avgPool2d(2, 2, rows, columns, counted)),
        x);
  }

  private static Sample greatest(Draws draws) {
    var rows = new Sliding(1 + draws.choices().below(2), draws.choices().below(2), 1);
    var columns = new Sliding(1 + draws.choices().below(2), draws.choices().below(2), 1);
    long width = 2L + draws.choices().below(2);
    Arg x = draws.input(Range.SPACED, batch(draws), 2, 3, width - 1 + draws.several(3));
    var op = new MaxPool2d(2, width, rows, columns);
    return sample(
        "MAX_POOL2D 2 by %d, %s %s".formatted(width, rows, columns),
        in -> List.of(Tensor.all(op, in.getFirst()).getFirst()),
        x);
  }

  private static Sample fold(Draws draws) {
    long positions = draws.some();
    long window = 1L + draws.choices().below(3);
    long step = 1L + draws.choices().below(2);
    long size = (positions - 1) * step + window;
    Arg x = draws.input(Range.PLAIN, 2, positions, window);
    return sample(
        "FOLD to %d by %d".formatted(size, step),
        in -> List.of(in.getFirst().fold(1, size, step, 1)),
        x);
  }

  private static Sample unfold(Draws draws) {
    long window = 1L + draws.choices().below(3);
    long step = 1L + draws.choices().below(2);
    Arg x = draws.input(Range.PLAIN, 2, window - 1 + draws.several(4));
    return sample(
        "unfold %d by %d".formatted(window, step),
        in -> List.of(in.getFirst().unfold(1, window, step, 1).contiguous()),
        x);
  }
}
