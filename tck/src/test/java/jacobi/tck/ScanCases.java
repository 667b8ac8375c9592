package jacobi.tck;

import static jacobi.tck.CompositeCase.Role.DIFFERENTIATED;
import static jacobi.tck.CompositeCase.Role.WHOLE;

import jacobi.op.Composite;
import jacobi.op.CumProd;
import jacobi.op.CumSum;
import jacobi.op.OneHot;
import jacobi.op.Prod;
import jacobi.op.Sort;
import jacobi.op.TopK;
import jacobi.tck.CompositeCase.Input;
import jacobi.tck.GradientCases.Case;
import jacobi.tck.GradientCases.Values;
import jacobi.tensor.Tensor;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// Running sums and products, and what sorting gives.
final class ScanCases {
  private ScanCases() {}

  /// The composites in the shapes that bite.
  static List<CompositeCase> all() {
    List<CompositeCase> cases = new ArrayList<>();
    for (long size : new long[] {0, 1, 2, 7, 17}) {
      for (int axis = 0; axis < 2; axis++) {
        long[] shape = axis == 0 ? new long[] {size, 3} : new long[] {2, size};
        sums(cases, new CumSum(axis), size, shape);
        sums(cases, new CumProd(axis), size, shape);
        sums(cases, new Prod(new Axes(1 << axis)), size, shape);
        for (boolean flag : new boolean[] {false, true}) {
          Input tied = CompositeCases.tied(true, shape);
          cases.add(CompositeCase.of(new Sort(axis, flag), 0, false, tied));
          cases.add(CompositeCase.of(new TopK(size / 2, axis, flag), 0, false, tied));
        }
      }
    }
    sums(cases, new Prod(new Axes(5)), 35, 5, 2, 7);
    sums(cases, new Prod(Axes.NONE), 1, 5, 2);
    Input index = Input.of(WHOLE, new double[] {0, 2, -1, 3, 1, 2}, 2, 3);
    for (DType dtype : new DType[] {DType.F32, DType.I64, DType.BOOL}) {
      cases.add(CompositeCase.of(new OneHot(3, dtype), 0, false, index));
    }
    return cases;
  }

  private static void sums(List<CompositeCase> cases, Composite op, long terms, long... shape) {
    Input x = CompositeCases.reals(DIFFERENTIATED, shape);
    cases.add(CompositeCase.of(op, (int) terms + 2, true, x));
  }

  /// Gradients, beside zeros too.
  static void gradients(List<Case> cases) {
    Values x = GradientCases.values(-1.3, 1.4, 3, 4);
    Values one = new Values(Shape.of(5), new double[] {1.5, -0.5, 0, 2, 0.7});
    Values two = new Values(Shape.of(2, 3), new double[] {0, 1.5, 0, -0.6, 0, 2});
    GradientCases.add(cases, "CUM_SUM", t -> t.get(0).cumsum(1).square(), x);
    GradientCases.add(cases, "CUM_SUM", t -> t.get(0).cumsum(0).square(), x);
    GradientCases.add(cases, "CUM_PROD", t -> t.get(0).cumprod(-1), x);
    GradientCases.add(cases, "CUM_PROD", t -> t.get(0).cumprod(0), one);
    GradientCases.add(cases, "CUM_PROD", t -> t.get(0).cumprod(1), two);
    GradientCases.add(cases, "PROD", t -> t.get(0).prod(0), x);
    GradientCases.add(cases, "PROD", t -> t.get(0).prod(), one);
    GradientCases.add(cases, "PROD", t -> t.get(0).prod(1), two);
    GradientCases.add(cases, "PROD", t -> t.get(0).prod(0, 1), two);
    GradientCases.add(cases, "SORT", t -> t.get(0).sort(0, false).values().square(), x);
    GradientCases.add(cases, "SORT", t -> weighted(t.get(0).sort(1, true).values()), x);
    GradientCases.add(cases, "TOP_K", t -> weighted(t.get(0).topk(2, 1).values()), x);
    GradientCases.add(cases, "TOP_K", t -> weighted(t.get(0).topk(2, 0, false).values()), x);
  }

  /// So that each place has a gradient of its own.
  private static Tensor weighted(Tensor x) {
    Tensor places = jacobi.Jacobi.arange(x.shape().elements()).cast(x.dtype()).add(1);
    return x.square().mul(places.reshape(x.shape()));
  }
}
