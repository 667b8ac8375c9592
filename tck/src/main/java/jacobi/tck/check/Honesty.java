package jacobi.tck.check;

import jacobi.Counts;
import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Unary;
import jacobi.op.UnsupportedOpException;
import jacobi.spi.Driver;
import jacobi.spi.OpSpec;
import jacobi.spi.Support;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.fake.Forwarding;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Trait;
import jacobi.tck.vocabulary.Vocabulary;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// C33: what is declared is so.
final class Honesty {
  /// What the host may do: sorting and random bits, and what is made of them.
  private static final Set<String> HOSTED =
      Set.of("SORT", "TOP_K", "SORT_INDICES", "DROPOUT", "ATTENTION");

  /// The entries of one primitive each; casts have checks of their own, C23.
  private static final Set<String> PRIMITIVES = primitives();

  private Honesty() {}

  private static Set<String> primitives() {
    Set<String> names =
        new TreeSet<>(
            List.of(
                "FULL",
                "IOTA",
                "COPY",
                "WHERE",
                "REDUCE_SUM",
                "REDUCE_MAX",
                "REDUCE_MIN",
                "ARG_MAX",
                "ARG_MIN",
                "MATMUL",
                "GATHER",
                "SCATTER_ADD",
                "FOLD"));
    for (Unary op : Unary.values()) {
      names.add(op.name());
    }
    for (Binary op : Binary.values()) {
      names.add(op.name());
    }
    return Set.copyOf(names);
  }

  static void add(Catalog catalog) {
    List<Entry> entries = Vocabulary.all();
    catalog.add("33.1", "supports", null, 0, trial -> steady(entries, trial));
    for (DType dtype : catalog.dtypes()) {
      for (Entry entry : entries) {
        if (PRIMITIVES.contains(entry.op()) && takes(entry, dtype)) {
          catalog.add("33.2", entry.op(), dtype, 0, trial -> complete(entry, trial));
          catalog.add("33.3", entry.op(), dtype, 0, trial -> own(entry, trial));
        }
      }
      catalog.add("33.3", "launches", dtype, 0, trial -> launched(entries, trial));
    }
    catalog.add("33.4", "ADD", DType.F32, 0, Honesty::declined);
  }

  /// Notes what a driver is asked and what it answers.
  private static final class Witness implements Forwarding {
    private final Driver real;
    private final List<OpSpec> asked = new ArrayList<>();
    private final List<Support> answers = new ArrayList<>();

    Witness(Driver real) {
      this.real = real;
    }

    @Override
    public Driver real() {
      return real;
    }

    @Override
    public Support supports(OpSpec spec) {
      Support answer = real.supports(spec);
      asked.add(spec);
      answers.add(answer);
      return answer;
    }
  }

  /// Asks again, in another order, what the framework asked while the ops ran.
  private static void steady(List<Entry> entries, Trial trial) {
    Witness[] witness = new Witness[1];
    var options =
        trial
            .options()
            .withDriver(real -> {
              witness[0] = new Witness(trial.options().driver().apply(real));
              return witness[0];
            });
    try (Lab lab = Lab.open(options)) {
      var draws =
          new jacobi.tck.cases.Draws(trial.choices(), DType.F32, Regime.EXACT, Scale.TINY, false);
      for (Entry entry : entries) {
        if (entry.is(Trait.WHOLE) && entry.types().takes(DType.F32)) {
          lab.forward(trial.about(entry.generator().of(draws)));
        }
      }
      List<OpSpec> asked = List.copyOf(witness[0].asked);
      for (int i = asked.size() - 1; i >= 0; i--) {
        Support again = witness[0].real.supports(asked.get(i));
        boolean same = again.getClass() == witness[0].answers.get(i).getClass();
        Mismatch.unless(same, "%s was answered differently the second time", asked.get(i));
      }
    }
  }

  private static boolean takes(Entry entry, DType dtype) {
    return isExact(entry, dtype) || (entry.is(Trait.REALS) && dtype.isFloat());
  }

  private static boolean isExact(Entry entry, DType dtype) {
    return entry.is(Trait.WHOLE) && entry.types().takes(dtype);
  }

  private static Sample sample(Entry entry, Trial trial) {
    Regime regime = isExact(entry, trial.dtype()) ? Regime.EXACT : Regime.REAL;
    return entry.generator().of(trial.draws(regime, Scale.TINY, false));
  }

  private static void complete(Entry entry, Trial trial) {
    try {
      trial.lab().forward(trial.about(sample(entry, trial)));
    } catch (UnsupportedOpException declined) {
      String reason = String.valueOf(declined.getMessage());
      Mismatch.unless(reason.contains(": "), "no reason: %s", declined);
      throw declined;
    }
  }

  /// What is declined nobody computes, which is what 33.2 looks at.
  private static void own(Entry entry, Trial trial) {
    Counts before = trial.lab().session().counters();
    if (runs(sample(entry, trial), trial)) {
      long handed = trial.lab().session().counters().referenced() - before.referenced();
      Mismatch.unless(handed == 0, "it was handed to the reference interpreter");
    }
  }

  private static boolean runs(Sample sample, Trial trial) {
    try {
      trial.lab().forward(trial.about(sample));
      return true;
    } catch (UnsupportedOpException declined) {
      return false;
    }
  }

  private static void launched(List<Entry> entries, Trial trial) {
    long before = trial.lab().session().counters().launches();
    for (Entry entry : entries) {
      if (!HOSTED.contains(entry.op()) && takes(entry, trial.dtype())) {
        Sample sample = sample(entry, trial);
        if (runs(sample, trial) && isCall(sample)) {
          long after = trial.lab().session().counters().launches();
          Mismatch.unless(after > before, "nothing ran");
        }
      }
    }
  }

  private static boolean isCall(Sample sample) {
    return sample.args().stream().allMatch(arg -> arg.shape().elements() > 0);
  }

  /// The same backend, which is made to decline.
  private static void declined(Trial trial) {
    var options =
        trial.options().withDriver(real -> new Refusing(trial.options().driver().apply(real)));
    try (Lab lab = Lab.open(options)) {
      Arg x = trial.draws(Regime.EXACT, Scale.TINY, false).plain(Range.PLAIN, 3);
      lab.forward(
          trial.about(new Sample("ADD", in -> List.of(in.get(0).add(in.get(0))), List.of(x))));
    } catch (UnsupportedOpException refused) {
      Mismatch.unless(
          String.valueOf(refused.getMessage()).contains(Refusing.REASON),
          "the reason is not in the message: %s",
          String.valueOf(refused.getMessage()));
      return;
    }
    throw new Mismatch("an op that was declined was computed");
  }

  /// Declines every primitive but plain copies.
  private record Refusing(Driver real) implements Forwarding {
    static final String REASON = "not today";

    @Override
    public Support supports(OpSpec spec) {
      Op op = spec.op();
      return op instanceof Primitive && op != Copy.Plain.COPY
          ? Support.decline(REASON)
          : real.supports(spec);
    }
  }
}
