package jacobi.tck.check;

import jacobi.Jacobi;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tck.vocabulary.Entry;
import jacobi.tck.vocabulary.Trait;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;

/// C14: the same derivative from the other side.
final class ForwardMode {
  private ForwardMode() {}

  static void add(Catalog catalog, List<Entry> entries) {
    for (Entry entry : entries) {
      for (DType dtype : catalog.floats()) {
        if (entry.is(Trait.STEPS)) {
          catalog.add("14.1", entry.op(), dtype, 2, trial -> steps(entry, trial));
          catalog.add("14.2", entry.op(), dtype, 2, trial -> adjoint(entry, trial));
        }
      }
    }
  }

  private static void steps(Entry entry, Trial trial) {
    Sample sample = first(WholeGradients.tiny(entry, trial));
    List<Arg> v = SecondOrder.directions(trial, sample, Regime.EXACT);
    double[] expected = Steps.of(trial.lab(), sample).forward(Steps.elements(v));
    Compare.numbers("the forward derivative", expected, forward(trial.lab(), sample, v));
  }

  private static void adjoint(Entry entry, Trial trial) {
    Sample sample = first(WholeGradients.tiny(entry, trial));
    List<Arg> v = SecondOrder.directions(trial, sample, Regime.EXACT);
    List<Arg> g = WholeGradients.cotangents(trial, trial.lab().forward(sample), false);
    double[] jv = Steps.flat(List.of(forward(trial.lab(), sample, v)));
    double[] back = Steps.flat(trial.lab().gradient(sample, g));
    double one = Steps.dot(Steps.elements(g), jv);
    double other = Steps.dot(back, Steps.elements(v));
    Mismatch.unless(one == other, "⟨g, J·v⟩ is %s, ⟨Jᵀ·g, v⟩ is %s", one, other);
  }

  /// The first result alone.
  private static Sample first(Sample sample) {
    return new Sample(
        sample.text(), in -> List.of(sample.formula().of(in).getFirst()), sample.args());
  }

  private static Array forward(Lab lab, Sample sample, List<Arg> directions) {
    return lab.run(() -> {
      List<Tensor> all = sample.tensors(lab.session().engine());
      List<Tensor> xs = new ArrayList<>();
      sample.differentiated().forEach(place -> xs.add(all.get(place).detach()));
      List<Tensor> vs = new ArrayList<>();
      directions.forEach(arg -> vs.add(arg.tensor(lab.session().engine())));
      Tensor tangent =
          Jacobi.jvp(at -> sample.formula().of(filled(sample, all, at)).getFirst(), xs, vs)
              .tangent();
      return Array.of(List.of(tangent)).getFirst();
    });
  }

  private static List<Tensor> filled(Sample sample, List<Tensor> all, List<Tensor> at) {
    List<Tensor> filled = new ArrayList<>(all);
    List<Integer> places = sample.differentiated();
    for (int i = 0; i < places.size(); i++) {
      filled.set(places.get(i), at.get(i));
    }
    return filled;
  }
}
