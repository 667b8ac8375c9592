package jacobi.tck.check;

import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Placement;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Role;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Trial;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Trait;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;

/// C11: what holds of every reverse pass, whatever the op.
final class Linearity {
  private Linearity() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.floats()) {
        if (entry.is(Trait.SMOOTH)) {
          catalog.add("11.2", entry.op(), dtype, 1, trial -> scaled(entry, trial, 0));
          if (dtype != DType.F16) {
            // Numbers below 2⁻¹⁴ have fewer digits in F16: what rounds there does not double.
            catalog.add("11.3", entry.op(), dtype, 1, trial -> scaled(entry, trial, 2));
          }
          catalog.add("11.5", entry.op(), dtype, 1, trial -> alone(entry, trial));
        }
        if (entry.is(Trait.STEPS)) {
          catalog.add("11.4", entry.op(), dtype, 2, trial -> usedTwice(entry, trial));
        }
      }
    }
  }

  private static Sample real(Entry entry, Trial trial) {
    return trial.about(entry.generator().of(trial.draws(Regime.REAL, Scale.TINY, false)));
  }

  private static void scaled(Entry entry, Trial trial, int factor) {
    Sample sample = real(entry, trial);
    List<Arg> g = SmoothGradients.cotangents(trial, trial.lab().forward(sample));
    List<Array> expected = times(trial.lab().gradient(sample, g), factor);
    List<Array> found =
        trial.lab().gradient(sample, g.stream().map(one -> times(one, factor)).toList());
    Compare.exact("the gradient for a cotangent times " + factor, expected, found);
  }

  private static Arg times(Arg arg, int factor) {
    HostBuffer values = times(new Array(arg.shape(), arg.values()), factor).elements();
    return new Arg(arg.role(), values, arg.shape(), arg.placement());
  }

  private static List<Array> times(List<Array> arrays, int factor) {
    return arrays.stream().map(array -> times(array, factor)).toList();
  }

  private static Array times(Array array, int factor) {
    HostBuffer from = array.elements();
    HostBuffer to = HostBuffer.of(from.dtype(), from.elements());
    for (int i = 0; i < from.elements(); i++) {
      to.setDouble(i, from.asDouble(i) * factor);
    }
    return new Array(array.shape(), to);
  }

  /// The results twice, with two cotangents: the sum of both gradients, whole numbers.
  private static void usedTwice(Entry entry, Trial trial) {
    Sample once = WholeGradients.tiny(entry, trial);
    Sample twice =
        trial.about(
            new Sample(
                once.text() + " twice",
                in -> {
                  List<Tensor> both = new ArrayList<>(once.formula().of(in));
                  both.addAll(once.formula().of(in));
                  return both;
                },
                once.args()));
    List<Array> results = trial.lab().forward(once);
    List<Arg> g = WholeGradients.cotangents(trial, results, false);
    List<Arg> h = WholeGradients.cotangents(trial, results, false);
    List<Arg> both = new ArrayList<>(g);
    both.addAll(h);
    List<Array> first = trial.lab().gradient(once, g);
    List<Array> second = trial.lab().gradient(once, h);
    List<Array> found = trial.lab().gradient(twice, both);
    for (int i = 0; i < found.size(); i++) {
      double[] sum = new double[(int) found.get(i).shape().elements()];
      for (int k = 0; k < sum.length; k++) {
        sum[k] = first.get(i).elements().asDouble(k) + second.get(i).elements().asDouble(k);
      }
      Compare.numbers("the gradient of operand " + once.differentiated().get(i), sum, found.get(i));
    }
  }

  /// Each operand asked for alone gets what it gets among all: exactly on whole operands, for
  /// cotangents may come in another order; elsewhere within its bound.
  private static void alone(Entry entry, Trial trial) {
    boolean whole = entry.is(Trait.STEPS);
    Sample sample = whole ? WholeGradients.tiny(entry, trial) : real(entry, trial);
    List<Array> results = trial.lab().forward(sample);
    List<Arg> g =
        whole
            ? WholeGradients.cotangents(trial, results, false)
            : SmoothGradients.cotangents(trial, results);
    List<Array> all = trial.lab().gradient(sample, g);
    List<Integer> places = sample.differentiated();
    for (int i = 0; i < places.size(); i++) {
      Sample one = sample;
      for (int place : places) {
        Arg arg = sample.args().get(place);
        Role role = place == places.get(i) ? Role.DIFFERENTIATED : Role.PLAIN;
        one = one.with(place, new Arg(role, arg.values(), arg.shape(), Placement.DENSE));
      }
      List<Array> found = trial.lab().gradient(one, g);
      Mismatch.unless(found.size() == 1, "%d gradients of one operand", found.size());
      String what = "the gradient of operand %d alone".formatted(places.get(i));
      if (whole) {
        Compare.exact(what, List.of(all.get(i)), found);
      } else {
        var accuracy = trial.lab().info().accuracy();
        Compare.bounded(trial, what, trial.oracle().gradient(one, g, accuracy), found);
      }
    }
  }
}
