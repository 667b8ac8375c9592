package jacobi.tck.vocabulary;

import static jacobi.tck.vocabulary.Entry.sample;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Sample;
import jacobi.tensor.Functions;
import jacobi.tensor.PadMode;
import jacobi.type.Shape;
import java.util.List;

/// Ops that move elements.
final class Movements {
  private Movements() {}

  static void add(Vocabulary all) {
    all.add("reshape", Trait.AFFINE, Types.ALL, Movements::reshape);
    all.add("permute", Trait.AFFINE, Types.ALL, Movements::permute);
    all.add("expand", Trait.AFFINE, Types.ALL, Movements::expand);
    all.add("slice", Trait.AFFINE, Types.ALL, Movements::slice);
    all.add("flip", Trait.AFFINE, Types.ALL, Movements::flip);
    all.add("PAD", Trait.AFFINE, Types.ALL, Movements::pad);
    all.add("pad", Trait.AFFINE, Types.ALL, Movements::padMode);
    all.add("CONCAT", Trait.AFFINE, Types.ALL, Movements::concat);
    all.add("SPLIT", Trait.AFFINE, Types.ALL, Movements::split);
    all.add("roll", Trait.AFFINE, Types.ALL, Movements::roll);
  }

  private static Sample reshape(Draws draws) {
    Arg x = draws.input(Range.PLAIN, draws.shape(1, 4));
    return sample(
        "reshape", in -> List.of(in.getFirst().reshape(x.shape().elements()).contiguous()), x);
  }

  private static Sample permute(Draws draws) {
    Arg x = draws.input(Range.PLAIN, matrix(draws, 3));
    return sample("permute", in -> List.of(in.getFirst().permute(2, 0, 1).contiguous()), x);
  }

  private static Sample expand(Draws draws) {
    long rows = draws.other();
    Arg x = draws.input(Range.PLAIN, 1, draws.other());
    Shape wide = x.shape().with(0, rows);
    return sample("expand", in -> List.of(in.getFirst().expand(wide).contiguous()), x);
  }

  private static Sample slice(Draws draws) {
    long step = 1L + draws.choices().below(3);
    Arg x = draws.input(Range.PLAIN, draws.other(), draws.some());
    long start = x.shape().size(1) / 3;
    return sample(
        "slice by " + step,
        in -> List.of(in.getFirst().slice(1, start, x.shape().size(1), step).contiguous()),
        x);
  }

  private static Sample flip(Draws draws) {
    Arg x = draws.input(Range.PLAIN, matrix(draws, 2));
    return sample("flip", in -> List.of(in.getFirst().flip(0, 1).contiguous()), x);
  }

  private static Sample roll(Draws draws) {
    Arg x = draws.input(Range.PLAIN, draws.other(), draws.some());
    return sample("roll", in -> List.of(in.getFirst().roll(1, 1)), x);
  }

  private static Shape matrix(Draws draws, int rank) {
    long[] sizes = new long[rank];
    for (int i = 0; i < rank; i++) {
      sizes[i] = draws.other();
    }
    // Planes of some size are moved block by block.
    boolean plane = draws.choices().flag();
    sizes[rank - 1] = plane ? draws.side() : draws.size();
    sizes[0] = plane ? draws.side() : sizes[0];
    return Shape.of(sizes);
  }

  private static Sample pad(Draws draws) {
    Arg x = draws.input(Range.PLAIN, draws.other(), draws.size());
    List<Long> low = List.of(1L, (long) draws.choices().below(3));
    List<Long> high = List.of(0L, (long) draws.choices().below(3));
    return sample("PAD %s %s".formatted(low, high), in -> List.of(in.getFirst().pad(low, high)), x);
  }

  private static Sample padMode(Draws draws) {
    PadMode mode = draws.choices().spread(List.of(PadMode.values()));
    Arg x = draws.input(Range.PLAIN, 2, 3);
    List<Long> low = List.of(1L, (long) draws.choices().below(2));
    List<Long> high = List.of(0L, (long) draws.choices().below(3));
    return sample("pad " + mode, in -> List.of(in.getFirst().pad(low, high, mode)), x);
  }

  private static Sample concat(Draws draws) {
    long rows = draws.other();
    Arg a = draws.input(Range.PLAIN, rows, draws.size());
    Arg b = draws.input(Range.PLAIN, rows, draws.other());
    return sample("CONCAT", in -> List.of(Functions.concat(1, in)), a, b);
  }

  private static Sample split(Draws draws) {
    long first = draws.other();
    long second = draws.size();
    Arg x = draws.input(Range.PLAIN, draws.other(), first + second);
    return sample("SPLIT", in -> in.getFirst().split(1, List.of(first, second)), x);
  }
}
