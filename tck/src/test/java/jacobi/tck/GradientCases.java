package jacobi.tck;

import static jacobi.Jacobi.concat;
import static jacobi.Jacobi.tensor;

import jacobi.op.Activation;
import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.Dropout;
import jacobi.op.Sliding;
import jacobi.op.Unary;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Functions whose gradients are checked, with inputs away from kinks.
final class GradientCases {
  private GradientCases() {}

  /// One check.
  ///
  /// @param op the op it is for
  /// @param name the op and the shapes
  /// @param data the inputs' values; tensors are made when a session runs
  record Case(String op, String name, Function<List<Tensor>, Tensor> function, List<Values> data) {
    List<Tensor> inputs() {
      return data.stream().map(Values::tensor).toList();
    }
  }

  /// An F64 input.
  record Values(Shape shape, double[] elements) {
    Tensor tensor() {
      return jacobi.Jacobi.tensor(elements, shape.sizes()).reshape(shape);
    }
  }

  /// Distinct numbers whose distances to each other, to 0 and to whole numbers stay above 1/100.
  static Values values(double low, double high, long... sizes) {
    Shape shape = Shape.of(sizes);
    int count = (int) shape.elements();
    int[] order = new int[count];
    var random = Seed.of(7).at(shape.toString()).stream();
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    double[] elements = new double[count];
    for (int i = 0; i < count; i++) {
      elements[i] = low + (high - low) * (order[i] + 0.37) / count;
    }
    return new Values(shape, elements);
  }

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Unary op : Unary.values()) {
      if (op != Unary.NOT) {
        boolean positive = op == Unary.LOG || op == Unary.SQRT || op == Unary.LOG1P;
        Values x = positive ? values(0.4, 2.4, 7) : values(-2.3, 2.4, 7);
        add(cases, op.name(), t -> t.getFirst().engine().apply(op, t.getFirst()), x);
      }
    }
    for (Binary op : Binary.values()) {
      if (!op.isBitwise() && !op.isComparison()) {
        Function<List<Tensor>, Tensor> f = t -> t.get(0).engine().apply(op, t.get(0), t.get(1));
        add(cases, op.name(), f, values(0.6, 2.1, 2, 3), values(0.45, 1.4, 2, 3));
        add(cases, op.name(), f, values(0.6, 2.1, 2, 3), values(0.45, 1.4, 3));
        add(cases, op.name(), f, values(0.6, 2.1, 2, 1), values(0.45, 1.4, 2, 4));
      }
    }
    for (Activation op : Activation.values()) {
      add(cases, op.name(), t -> t.get(0).engine().apply(op, t.get(0)), values(-3.1, 3.2, 9));
    }
    movement(cases);
    layers(cases);
    losses(cases);
    cases.addAll(SequenceCases.gradients());
    NormalizationCases.gradients(cases);
    SpatialCases.gradients(cases);
    ScanCases.gradients(cases);
    StepGradients.add(cases);
    ConfigurationCases.gradients(cases);
    return cases;
  }

  private static void movement(List<Case> cases) {
    Values x = values(-1.3, 1.4, 3, 4);
    add(cases, "WHERE", t -> t.get(0).gt(t.get(1)).where(t.get(0).square(), t.get(1)), x, x5(3, 1));
    add(cases, "REDUCE_SUM", t -> t.get(0).square().sum(1), x);
    add(cases, "REDUCE_MAX", t -> t.get(0).square().mul(t.get(0)).max(0), x);
    add(cases, "REDUCE_MIN", t -> t.get(0).square().mul(t.get(0)).min(1), x);
    add(cases, "MATMUL", t -> t.get(0).matmul(t.get(1)), values(-1, 1, 2, 2, 3), x5(3, 2));
    add(cases, "RESHAPE", t -> t.get(0).transpose().reshape(2, 6).square(), x);
    add(cases, "PERMUTE", t -> t.get(0).permute(1, 0).square(), x);
    add(cases, "EXPAND", t -> t.get(0).unsqueeze(0).expand(2, 3, 4).square(), x);
    add(cases, "SLICE", t -> t.get(0).slice(1, 1, 4, 2).square(), x);
    add(cases, "FLIP", t -> t.get(0).flip(0, 1).square(), x);
    add(cases, "UNFOLD", t -> t.get(0).unfold(1, 2, 1, 2).square(), x);
    add(cases, "FOLD", t -> t.get(0).fold(0, 5, 1, 1).square(), values(-1, 1, 2, 4));
    for (Copy op : List.of(new Copy.Cast(DType.F64), Copy.Plain.COPY)) {
      add(cases, op.name(), t -> t.get(0).engine().apply(op, t.get(0)).square(), x);
    }
    List<Long> one = List.of(1L, 0L);
    add(cases, "PAD", t -> t.get(0).pad(one, one).square(), x);
    add(cases, "CONCAT", t -> concat(1, t.get(0), t.get(1)).square(), x, x5(3, 2));
    add(cases, "SPLIT", GradientCases::split, x);
    long[] index = {1, 1, 0, 2, 0, 1, 2, 2};
    add(cases, "GATHER", t -> t.get(0).gather(0, tensor(index, 2, 4)).square(), x);
    add(
        cases,
        "SCATTER_ADD",
        t -> t.get(0).scatterAdd(0, tensor(index, 2, 4), t.get(1)).square(),
        x,
        x5(2, 4));
  }

  /// Nothing comes to the part in the middle.
  private static Tensor split(List<Tensor> t) {
    List<Tensor> parts = t.get(0).split(1, List.of(1L, 2L, 1L));
    return parts.get(0).square().mul(parts.get(2));
  }

  static Values x5(long... sizes) {
    return values(-0.9, 1.2, sizes);
  }

  private static void layers(List<Case> cases) {
    add(
        cases,
        "LINEAR",
        t -> t.get(0).linear(t.get(1), t.get(2)),
        values(-1, 1, 2, 2, 3),
        x5(2, 3),
        x5(2));
    add(cases, "LEAKY_RELU", t -> t.get(0).leakyRelu(0.1), values(-2, 2.1, 8));
    add(cases, "ELU", t -> t.get(0).elu(1.5), values(-2, 2.1, 8));
    add(cases, "SOFTMAX", t -> t.get(0).softmax(0), values(-2, 2.1, 3, 2));
    add(cases, "LOG_SOFTMAX", t -> t.get(0).logSoftmax(-1), values(-2, 2.1, 2, 3));
    add(
        cases,
        "CONV2D",
        t -> t.get(0).conv2d(t.get(1), 1, 1),
        values(-1, 1, 2, 2, 3, 4),
        x5(2, 2, 3, 3));
    var rows = new Sliding(2, 1, 2);
    var columns = new Sliding(1, 0, 1);
    add(
        cases,
        "CONV2D",
        t -> t.get(0).conv2d(t.get(1), rows, columns, 2),
        values(-1, 1, 1, 4, 5, 3),
        x5(2, 2, 2, 2));
    add(cases, "MAX_POOL2D", t -> t.get(0).maxPool2d(2, 1, 1).square(), x5(1, 2, 3, 3));
    long[] place = {5, 8};
    add(
        cases,
        "DROPOUT",
        t -> t.get(0).engine().apply(new Dropout(0.4), t.get(0).square(), tensor(place)),
        x5(3, 4));
  }

  private static void losses(List<Case> cases) {
    long[] labels = {2, 0};
    add(cases, "CROSS_ENTROPY", t -> t.get(0).crossEntropy(tensor(labels)), values(-2, 2.1, 2, 3));
    add(cases, "MEAN_SQUARED_ERROR", t -> t.get(0).mse(t.get(1)), x5(2, 3), values(-2, 2, 2, 3));
  }

  static void add(List<Case> cases, String op, Function<List<Tensor>, Tensor> f, Values... data) {
    var shapes = List.of(data).stream().map(Values::shape).toList();
    cases.add(new Case(op, op + " " + shapes, f, List.of(data)));
  }
}
