package jacobi.tck.oracle;

import jacobi.Session;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Reverse;
import jacobi.tck.cases.Sample;
import jacobi.tck.reference.Differences;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Gradients by differences of results on the double-double reference.
final class Slopes {
  /// The error of first differences, relative to third derivatives.
  static final double FIRST_ERROR = 0x1p-56;

  /// The error of second differences, relative to higher derivatives.
  static final double SECOND_ERROR = 0x1p-44;

  private Slopes() {}

  /// `Σ ⟨resultᵢ, cotangentᵢ⟩` as a function of the differentiated operands.
  private static Differences of(Session session, Sample sample, List<Arg> cotangents) {
    List<Tensor> all = sample.tensors(session.engine());
    List<Tensor> g = Arg.tensors(cotangents, session.engine());
    List<Integer> places = sample.differentiated();
    List<Tensor> inputs = new ArrayList<>();
    places.forEach(place -> inputs.add(all.get(place).detach()));
    return new Differences(
        at -> {
          List<Tensor> filled = new ArrayList<>(all);
          for (int i = 0; i < places.size(); i++) {
            filled.set(places.get(i), at.get(i));
          }
          return Reverse.sum(Reverse.floats(sample.formula().of(filled)), g);
        },
        inputs);
  }

  static List<DoubleDouble[]> first(Session session, Sample sample, List<Arg> cotangents) {
    Differences differences = of(session, sample, cotangents);
    List<DoubleDouble[]> all = new ArrayList<>();
    List<Integer> places = sample.differentiated();
    for (int i = 0; i < places.size(); i++) {
      int count = (int) sample.args().get(places.get(i)).shape().elements();
      DoubleDouble[] slopes = new DoubleDouble[count];
      for (int k = 0; k < count; k++) {
        slopes[k] = differences.column(i, k)[0];
      }
      all.add(slopes);
    }
    return all;
  }

  /// `f″[eₖ, v]` for every element.
  static List<DoubleDouble[]> second(
      Session session, Sample sample, List<Arg> cotangents, List<Arg> directions) {
    Differences differences = of(session, sample, cotangents);
    double[][] v = differences.zeros();
    for (int i = 0; i < v.length; i++) {
      for (int k = 0; k < v[i].length; k++) {
        v[i][k] = directions.get(i).values().asDouble(k);
      }
    }
    List<DoubleDouble[]> all = new ArrayList<>();
    for (int i = 0; i < v.length; i++) {
      DoubleDouble[] slopes = new DoubleDouble[v[i].length];
      for (int k = 0; k < slopes.length; k++) {
        double scale = differences.scale(i, k);
        slopes[k] = differences.second(differences.unit(i, k), v)[0].mul(1 / scale);
      }
      all.add(slopes);
    }
    return all;
  }
}
