package jacobi.tck.vocabulary;

import jacobi.op.Attention;
import jacobi.op.Composite;
import jacobi.op.Dropout;
import jacobi.op.Gru;
import jacobi.op.GruCell;
import jacobi.op.Lstm;
import jacobi.op.LstmCell;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Sample;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// Attention, recurrent ops, dropout.
final class Recurrences {
  /// Of samples and units: blocks are smaller.
  private static final long MOST = 100;

  private Recurrences() {}

  static void add(Vocabulary all) {
    all.add("ATTENTION", Trait.CURVED, Recurrences::attention);
    all.add("LSTM_CELL", Trait.CURVED, draws -> recurrent(new LstmCell(), 4, 2, false, draws));
    all.add("GRU_CELL", Trait.CURVED, draws -> recurrent(new GruCell(), 3, 1, false, draws));
    all.add("LSTM", Trait.CURVED, draws -> recurrent(new Lstm(), 4, 2, true, draws));
    all.add("GRU", Trait.CURVED, draws -> recurrent(new Gru(), 3, 1, true, draws));
    // What is kept is divided by one half: exact.
    all.add(
        "DROPOUT",
        Trait.AFFINE,
        draws -> {
          Arg x = draws.input(Range.PLAIN, draws.shape(0, 3));
          Arg state = draws.whole(DType.I64, 0, 1 << 20, 2);
          return Norms.of(new Dropout(0.5), x, state);
        });
  }

  private static Sample attention(Draws draws) {
    boolean causal = draws.choices().flag();
    int mask = draws.choices().spread(3);
    long queries = draws.side();
    long keys = causal ? queries : draws.side();
    long heads = draws.several(2);
    long width = draws.several(2);
    List<Arg> args = new ArrayList<>();
    args.add(draws.input(Range.PLAIN, heads, queries, width));
    args.add(draws.input(Range.PLAIN, heads, keys, width));
    args.add(draws.input(Range.PLAIN, heads, keys, draws.several(2)));
    if (mask == 1) {
      args.add(draws.input(Range.PLAIN, 1, keys));
    } else if (mask == 2) {
      int[] seen = new int[(int) (queries * keys)];
      // A query that sees nothing has no logarithm; C09 has one.
      java.util.Arrays.setAll(seen, i -> i % keys == 0 ? 1 : draws.choices().below(2));
      args.add(draws.given(DType.BOOL, Shape.of(queries, keys), seen));
    }
    double drop = mask == 0 && draws.choices().flag() ? 0.25 : 0;
    if (drop > 0) {
      args.add(draws.whole(DType.I64, 0, 1 << 20, 2));
    }
    return Norms.of(new Attention(0.75, causal, mask > 0, drop), args.toArray(Arg[]::new));
  }

  private static Sample recurrent(
      Composite op, long gates, int states, boolean sequence, Draws draws) {
    boolean wide = draws.choices().flag();
    long batch = wide ? draws.several(2) : Math.min(draws.side(), MOST);
    long in = draws.several(2);
    long hidden = wide ? Math.min(draws.side(), MOST) : draws.several(2);
    List<Arg> args = new ArrayList<>();
    args.add(
        sequence
            ? draws.input(Range.PLAIN, 1 + draws.choices().below(2), batch, in)
            : draws.input(Range.PLAIN, batch, in));
    for (int i = 0; i < states; i++) {
      args.add(draws.input(Range.PLAIN, batch, hidden));
    }
    // In 16 bits eˣ ends at 11, and with it the sums before a gate.
    Range weights = draws.dtype().bytes() == 2 ? Range.of(-0.5, 0.5) : Range.PLAIN;
    args.add(draws.input(weights, gates * hidden, in));
    args.add(draws.input(weights, gates * hidden, hidden));
    args.add(draws.input(Range.PLAIN, gates * hidden));
    args.add(draws.input(Range.PLAIN, gates * hidden));
    Sample all = Norms.of(op, args.toArray(Arg[]::new));
    // Saved states may have no cotangent.
    return draws.choices().flag()
        ? new Sample(
            op.name() + " first of " + op,
            operands -> List.of(all.formula().of(operands).getFirst()),
            args)
        : all;
  }
}
