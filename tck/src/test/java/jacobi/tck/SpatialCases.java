package jacobi.tck;

import static jacobi.tck.CompositeCase.Role.DIFFERENTIATED;
import static jacobi.tck.GradientCases.add;
import static jacobi.tck.GradientCases.values;

import jacobi.op.AvgPool2d;
import jacobi.op.Sliding;
import jacobi.tensor.Interpolation;
import jacobi.tensor.PadMode;
import java.util.ArrayList;
import java.util.List;

/// Windows and sizes: what is differentiated, and what is claimed.
final class SpatialCases {
  private static final Sliding ROWS = new Sliding(2, 1, 2);
  private static final Sliding COLUMNS = new Sliding(1, 1, 1);

  private SpatialCases() {}

  static void gradients(List<GradientCases.Case> cases) {
    var plane = values(-1, 1.1, 1, 4, 5, 3);
    for (boolean pad : new boolean[] {false, true}) {
      add(
          cases,
          "AVG_POOL2D",
          t -> t.get(0).avgPool2d(3, 2, ROWS, COLUMNS, pad).square(),
          values(-1, 1.1, 1, 2, 5, 3));
    }
    add(
        cases,
        "CONV2D_BACKWARD_INPUT",
        t -> t.get(0).convTranspose2d(t.get(1), ROWS, COLUMNS, 1, 0, 2),
        values(-1, 1.1, 1, 4, 2, 3),
        values(-0.9, 1.2, 4, 1, 2, 3));
    var signal = values(-1, 1.1, 2, 2, 7);
    add(
        cases,
        "conv1d",
        t -> t.get(0).conv1d(t.get(1), ROWS, 1),
        signal,
        values(-0.9, 1.2, 3, 2, 2));
    add(
        cases,
        "convTranspose1d",
        t -> t.get(0).convTranspose1d(t.get(1), ROWS, 1, 1),
        values(-1, 1.1, 1, 2, 4),
        values(-0.9, 1.2, 2, 1, 3));
    add(cases, "avgPool1d", t -> t.get(0).avgPool1d(3, ROWS, false).square(), signal);
    add(cases, "maxPool1d", t -> t.get(0).maxPool1d(3, 2, 1).square(), signal);
    add(cases, "unfold", t -> t.get(0).unfold(3, 2, ROWS, COLUMNS).square(), plane);
    add(
        cases,
        "fold",
        t -> t.get(0).fold(4, 2, 2, 2, ROWS, COLUMNS).square(),
        values(-1, 1.1, 1, 8, 6));
    sizes(cases);
  }

  private static void sizes(List<GradientCases.Case> cases) {
    var x = values(-1, 1.1, 1, 2, 4, 5);
    add(cases, "adaptiveAvgPool2d", t -> t.get(0).adaptiveAvgPool2d(2, 3).square(), x);
    add(cases, "adaptiveMaxPool2d", t -> t.get(0).adaptiveMaxPool2d(3, 2).square(), x);
    for (Interpolation mode : Interpolation.values()) {
      add(cases, "interpolate", t -> t.get(0).interpolate(3, 8, mode).square(), x);
    }
    List<Long> low = List.of(0L, 1L);
    List<Long> high = List.of(2L, 1L);
    for (PadMode mode : PadMode.values()) {
      add(cases, "pad", t -> t.get(0).pad(low, high, mode).square(), values(-1, 1.1, 3, 2));
    }
  }

  static List<CompositeCase> composites(long batch) {
    List<CompositeCase> cases = new ArrayList<>();
    for (boolean pad : new boolean[] {false, true}) {
      average(cases, new AvgPool2d(2, 2, Sliding.of(2, 0), Sliding.of(2, 0), pad), batch, 3, 7, 9);
      average(cases, new AvgPool2d(3, 2, ROWS, COLUMNS, pad), batch, 2, 7, 5);
      average(cases, new AvgPool2d(5, 1, Sliding.of(1, 2), Sliding.of(3, 0), pad), batch, 1, 3, 4);
      average(cases, new AvgPool2d(7, 9, Sliding.of(1, 0), Sliding.of(1, 0), pad), batch, 3, 7, 9);
    }
    return cases;
  }

  private static void average(List<CompositeCase> cases, AvgPool2d op, long... shape) {
    int terms = (int) (op.height() * op.width()) + 2;
    cases.add(CompositeCase.of(op, terms, true, CompositeCases.reals(DIFFERENTIATED, shape)));
  }
}
