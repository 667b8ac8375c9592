package jacobi.tck.reference;

import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Derivatives of a function of F64 tensors on the exact reference, from its values alone.
///
/// Elements move by powers of two, `h` times the scale of each: the power of two at or below
/// `max(|x|, 2⁻³)`.
///
/// ```
/// f′[v] ≈ (f(x + hv) − f(x − hv)) / 2h                          h = 2⁻³⁴
/// f″[v, w] ≈ (4·D(h/2) − D(h)) / 3                              h = 2⁻¹⁸
/// D(h) = (f(x + hv + hw) − f(x + hv − hw) − f(x − hv + hw) + f(x − hv − hw)) / 4h²
/// ```
///
/// Where third derivatives are of the order of the first, the error of `f′` is below `1e-18` of
/// them, and that of `f″`, whose fourth order is taken away, below `1e-15`.
///
/// Source: Richardson, *The approximate arithmetical solution by finite differences*, 1911;
/// measured steps.
public final class Differences {
  private static final double FIRST = 0x1p-34;
  private static final double SECOND = 0x1p-18;
  private static final int LEAST_SCALE = -3;

  private final Function<List<Tensor>, Tensor> function;
  private final List<Tensor> inputs;
  private final List<DoubleDouble[]> elements;

  /// A function at a point. Called, and asked, where the session's reference is the device.
  public Differences(Function<List<Tensor>, Tensor> function, List<Tensor> inputs) {
    this.function = function;
    this.inputs = inputs.stream().map(Tensor::detach).toList();
    this.elements = this.inputs.stream().map(DoubleDoubleBackend::read).toList();
  }

  /// The scale of an element.
  public double scale(int input, int element) {
    double size = Math.abs(elements.get(input)[element].high());
    return Math.scalb(1.0, Math.max(Math.getExponent(size), LEAST_SCALE));
  }

  /// The direction that moves one element, by its scale.
  public double[][] unit(int input, int element) {
    double[][] direction = zeros();
    direction[input][element] = scale(input, element);
    return direction;
  }

  /// The direction that moves no element.
  public double[][] zeros() {
    return elements.stream().map(each -> new double[each.length]).toArray(double[][]::new);
  }

  /// `f(x)`
  public DoubleDouble[] value() {
    return DoubleDoubleBackend.read(function.apply(inputs));
  }

  /// `∂f/∂x` for one element of one input: a column of the Jacobian.
  public DoubleDouble[] column(int input, int element) {
    DoubleDouble[] column = along(unit(input, element));
    double scale = scale(input, element);
    for (int i = 0; i < column.length; i++) {
      column[i] = column[i].mul(1 / scale);
    }
    return column;
  }

  /// `f′[v]`, the Jacobian times a direction.
  public DoubleDouble[] along(double[][] v) {
    DoubleDouble[] up = value(v, FIRST);
    DoubleDouble[] down = value(v, -FIRST);
    DoubleDouble[] slope = new DoubleDouble[up.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = up[i].sub(down[i]).mul(0.5 / FIRST);
    }
    return slope;
  }

  /// `f″[v, w]`
  public DoubleDouble[] second(double[][] v, double[][] w) {
    DoubleDouble[] wide = mixed(v, w, SECOND);
    DoubleDouble[] narrow = mixed(v, w, SECOND / 2);
    for (int i = 0; i < wide.length; i++) {
      wide[i] = narrow[i].mul(4).sub(wide[i]).div(3);
    }
    return wide;
  }

  private DoubleDouble[] mixed(double[][] v, double[][] w, double h) {
    double[][] sum = zeros();
    double[][] difference = zeros();
    for (int i = 0; i < v.length; i++) {
      for (int k = 0; k < v[i].length; k++) {
        sum[i][k] = v[i][k] + w[i][k];
        difference[i][k] = v[i][k] - w[i][k];
      }
    }
    DoubleDouble[] result = value(sum, h);
    DoubleDouble[] last = value(sum, -h);
    DoubleDouble[] left = value(difference, h);
    DoubleDouble[] right = value(difference, -h);
    for (int i = 0; i < result.length; i++) {
      DoubleDouble all = result[i].add(last[i]).sub(left[i].add(right[i]));
      result[i] = all.mul(0.25 / (h * h));
    }
    return result;
  }

  /// `f(x + h·v)`
  private DoubleDouble[] value(double[][] v, double h) {
    List<Tensor> moved = new ArrayList<>();
    for (int i = 0; i < v.length; i++) {
      Tensor x = inputs.get(i);
      DoubleDouble[] places = elements.get(i).clone();
      boolean still = true;
      for (int k = 0; k < places.length; k++) {
        places[k] = v[i][k] == 0 ? places[k] : places[k].add(h * v[i][k]);
        still &= v[i][k] == 0;
      }
      moved.add(still ? x : DoubleDoubleBackend.tensor(x.engine(), x.spec(), places));
    }
    return DoubleDoubleBackend.read(function.apply(moved));
  }
}
