package jacobi.tck.check;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Sample;
import jacobi.tck.trial.Lab;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Derivatives by central differences of step 1:
///
/// ```
/// ∂f/∂xᵢ = (f(x + eᵢ) − f(x − eᵢ)) / 2
/// ```
///
/// which has no error for functions that are at most quadratic in each element, on whole numbers,
/// where every value is exact.
final class Steps {
  /// One row for each element of each differentiated operand: the derivatives of all elements of
  /// the results.
  private final List<double[]> rows;

  private final List<Integer> elements;

  private Steps(List<double[]> rows, List<Integer> elements) {
    this.rows = rows;
    this.elements = elements;
  }

  /// The derivative of a case's float results.
  static Steps of(Lab lab, Sample sample) {
    return of(sample, moved -> flat(lab.forward(moved)));
  }

  /// The derivative of any function of a case.
  static Steps of(Sample sample, Function<Sample, double[]> f) {
    List<double[]> rows = new ArrayList<>();
    List<Integer> elements = new ArrayList<>();
    for (int place : sample.differentiated()) {
      Arg arg = sample.args().get(place);
      int count = (int) arg.shape().elements();
      elements.add(count);
      for (int i = 0; i < count; i++) {
        double[] above = f.apply(sample.with(place, arg.moved(i, 1)));
        double[] below = f.apply(sample.with(place, arg.moved(i, -1)));
        double[] row = new double[above.length];
        Arrays.setAll(row, k -> (above[k] - below[k]) / 2);
        rows.add(row);
      }
    }
    return new Steps(rows, elements);
  }

  /// `Jᵀ·g`, one array for each differentiated operand.
  List<double[]> transposed(double[] g) {
    List<double[]> all = new ArrayList<>();
    int at = 0;
    for (int count : elements) {
      double[] one = new double[count];
      for (int i = 0; i < count; i++) {
        one[i] = dot(rows.get(at + i), g);
      }
      at += count;
      all.add(one);
    }
    return all;
  }

  /// `J·v`
  double[] forward(double[] v) {
    int results = rows.isEmpty() ? 0 : rows.getFirst().length;
    double[] sum = new double[results];
    for (int i = 0; i < v.length; i++) {
      for (int k = 0; k < results; k++) {
        sum[k] += rows.get(i)[k] * v[i];
      }
    }
    return sum;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /// The elements of all float results, one after the other.
  static double[] flat(List<Array> arrays) {
    List<Array> floats = arrays.stream().filter(Array::isFloat).toList();
    int count = floats.stream().mapToInt(array -> (int) array.shape().elements()).sum();
    double[] flat = new double[count];
    int at = 0;
    for (Array array : floats) {
      for (int i = 0; i < array.shape().elements(); i++) {
        flat[at++] = array.elements().asDouble(i);
      }
    }
    return flat;
  }

  /// The elements of operands, one after the other.
  static double[] elements(List<Arg> args) {
    return flat(args.stream().map(arg -> new Array(arg.shape(), arg.values())).toList());
  }
}
