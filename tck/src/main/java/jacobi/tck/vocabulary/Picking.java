package jacobi.tck.vocabulary;

import static jacobi.tck.vocabulary.Entry.sample;

import jacobi.op.HostDefault;
import jacobi.op.OneHot;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Sample;
import jacobi.tensor.Selections;
import java.util.List;

/// Ops by position: gathers, scatters, sorting.
final class Picking {
  private Picking() {}

  static void add(Vocabulary all) {
    all.add("GATHER", Trait.AFFINE, Types.ALL, Picking::gather);
    all.add("SCATTER_ADD", Trait.AFFINE, Types.NUMBERS, Picking::scatterAdd);
    all.add("EMBEDDING", Trait.AFFINE, Picking::embedding);
    all.add("indexSelect", Trait.AFFINE, Types.ALL, Picking::indexSelect);
    all.add("ONE_HOT", Trait.DISCRETE, Picking::oneHot);
    all.add("SORT", Trait.PIECEWISE, Types.ALL, Picking::sort);
    all.add("TOP_K", Trait.PIECEWISE, Types.ALL, Picking::topK);
    all.add("SORT_INDICES", Trait.DISCRETE, Types.ALL, Picking::sortIndices);
  }

  private static Sample embedding(Draws draws) {
    long rows = draws.several(3);
    Arg table = draws.input(Range.PLAIN, rows, draws.some());
    Arg index = draws.index(rows, 2, draws.several(3));
    return sample("EMBEDDING", in -> List.of(in.get(0).embedding(in.get(1))), table, index);
  }

  private static Sample indexSelect(Draws draws) {
    Arg x = draws.input(Range.PLAIN, draws.some(), 3);
    Arg index = draws.index(x.shape().size(0), 4);
    return sample("indexSelect", in -> List.of(in.get(0).indexSelect(0, in.get(1))), x, index);
  }

  private static Sample oneHot(Draws draws) {
    Arg index = draws.index(5, draws.size());
    var op = new OneHot(4, draws.dtype());
    return sample("ONE_HOT", in -> List.of(in.getFirst().engine().apply(op, in.getFirst())), index);
  }

  private static Sample sortIndices(Draws draws) {
    Arg x = draws.input(Range.PLAIN, Folding.atLeastOne(draws));
    var op = new HostDefault.SortIndices(draws.axis(x.shape()), draws.choices().flag());
    return sample(op.toString(), in -> List.of(in.getFirst().engine().apply(op, in.getFirst())), x);
  }

  private static Sample gather(Draws draws) {
    long rows = draws.several(4);
    long picked = draws.size();
    long width = draws.several(2);
    Arg x = draws.input(Range.PLAIN, rows, width);
    Arg index = draws.index(rows, picked, width);
    return sample("GATHER 0", in -> List.of(in.get(0).gather(0, in.get(1))), x, index);
  }

  private static Sample scatterAdd(Draws draws) {
    long rows = draws.several(4);
    long added = draws.size();
    long width = draws.several(2);
    Arg x = draws.input(Range.PLAIN, rows, width);
    Arg index = draws.index(rows, added, width);
    Arg u = draws.input(Range.PLAIN, added, width);
    return sample(
        "SCATTER_ADD 0", in -> List.of(in.get(0).scatterAdd(0, in.get(1), in.get(2))), x, index, u);
  }

  private static Sample sort(Draws draws) {
    Arg x = draws.input(Range.SPACED, Folding.atLeastOne(draws));
    int axis = draws.axis(x.shape());
    boolean descending = draws.choices().flag();
    return sample(
        "SORT %d descending %s".formatted(axis, descending),
        in -> {
          Selections.Sorted sorted = in.getFirst().sort(axis, descending);
          return List.of(sorted.values(), sorted.indices());
        },
        x);
  }

  private static Sample topK(Draws draws) {
    Arg x = draws.input(Range.SPACED, draws.other(), draws.some());
    long k = (x.shape().size(1) + 1) / 2;
    boolean largest = draws.choices().flag();
    return sample(
        "TOP_K %d largest %s".formatted(k, largest),
        in -> {
          Selections.Sorted sorted = in.getFirst().topk(k, 1, largest);
          return List.of(sorted.values(), sorted.indices());
        },
        x);
  }
}
