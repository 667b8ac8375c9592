package jacobi.tck.check;

import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Placement;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Trait;
import jacobi.type.DType;
import java.util.List;

/// C07: where arithmetic is exact, so is the result.
final class Forward {
  /// Odd numbers of 13 bits: more than TF32 and BF16 keep.
  private static final int WIDE = 1 << 12;

  /// Ranks of operands, each of which comes three times.
  private static final int RANKS = 5;

  private Forward() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.dtypes()) {
        if (entry.is(Trait.WHOLE) && entry.types().takes(dtype)) {
          boolean fill = entry.op().equals("FULL") || entry.op().equals("IOTA");
          String rule = fill ? "7.5" : dtype.isInteger() ? "7.2" : "7.1";
          int cases = entry.is(Trait.CONTRACTION) ? 12 : RANKS * 3;
          catalog.add(rule, entry.op(), dtype, cases, trial -> defined(entry, trial, Scale.TINY));
        }
      }
      for (DType dtype : catalog.floats()) {
        if (entry.is(Trait.WHOLE) && entry.types().takes(dtype)) {
          catalog.add("7.4", entry.op(), dtype, 1, trial -> twice(entry, trial));
        }
        if (entry.is(Trait.CONTRACTION) && dtype.bytes() >= Float.BYTES) {
          catalog.add("7.3", entry.op(), dtype, 2, trial -> wide(entry, trial));
        }
      }
    }
  }

  static void defined(Entry entry, Trial trial, Scale scale) {
    Sample sample = trial.about(entry.generator().of(trial.draws(Regime.EXACT, scale, false)));
    Compare.exact("the result", trial.defined(sample), trial.lab().forward(sample));
  }

  /// A result that was kept by mistake would come back.
  private static void twice(Entry entry, Trial trial) {
    Sample first = entry.generator().of(trial.draws(Regime.EXACT, Scale.TINY, false));
    trial.lab().forward(first);
    Sample second = first;
    for (int i = 0; i < first.args().size(); i++) {
      Arg arg = first.args().get(i);
      if (arg.isDifferentiated() && arg.shape().elements() > 0) {
        second = second.with(i, arg.moved(0, 1));
      }
    }
    trial.about(second);
    Compare.exact("the second result", trial.defined(second), trial.lab().forward(second));
  }

  private static void wide(Entry entry, Trial trial) {
    Sample sample = entry.generator().of(trial.draws(Regime.EXACT, Scale.TINY, false));
    int wide = trial.choices().below(sample.args().size() > 1 ? 2 : 1);
    for (int i = 0; i < sample.args().size(); i++) {
      sample = sample.with(i, filled(sample.args().get(i), i == wide, trial));
    }
    trial.about(sample);
    Compare.exact("the result", trial.defined(sample), trial.lab().forward(sample));
  }

  private static Arg filled(Arg arg, boolean wide, Trial trial) {
    HostBuffer values = HostBuffer.of(arg.dtype(), arg.shape().elements());
    for (int i = 0; i < values.elements(); i++) {
      int odd = 2 * trial.choices().below(WIDE / 2) + WIDE + 1;
      values.setDouble(i, wide ? odd : trial.choices().flag() ? -1 : 1);
    }
    return new Arg(arg.role(), values, arg.shape(), Placement.DENSE);
  }
}
