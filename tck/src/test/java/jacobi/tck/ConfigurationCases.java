package jacobi.tck;

import static jacobi.Jacobi.concat;
import static jacobi.Jacobi.tensor;
import static jacobi.tck.GradientCases.values;

import jacobi.op.AvgPool2d;
import jacobi.op.Composite;
import jacobi.op.Concat;
import jacobi.op.Conv2d;
import jacobi.op.CrossEntropy;
import jacobi.op.CumProd;
import jacobi.op.CumSum;
import jacobi.op.Dropout;
import jacobi.op.Embedding;
import jacobi.op.GroupNorm;
import jacobi.op.LayerNorm;
import jacobi.op.Linear;
import jacobi.op.LogSoftmax;
import jacobi.op.LogSumExp;
import jacobi.op.MaxPool2d;
import jacobi.op.Pad;
import jacobi.op.Prod;
import jacobi.op.RmsNorm;
import jacobi.op.Sliding;
import jacobi.op.Softmax;
import jacobi.op.Sort;
import jacobi.op.Split;
import jacobi.op.TopK;
import jacobi.tck.GradientCases.Case;
import jacobi.tck.GradientCases.Values;
import jacobi.tensor.Tensor;
import jacobi.type.Axes;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Composites in the configurations that bite: strides, dilations, groups, empty operands, axes of
/// one element. All results that are floats are differentiated.
final class ConfigurationCases {
  private static final Sliding PLAINLY = new Sliding(1, 0, 1);

  private final List<Case> cases;

  private ConfigurationCases(List<Case> cases) {
    this.cases = cases;
  }

  static void gradients(List<Case> cases) {
    var all = new ConfigurationCases(cases);
    all.convolutions();
    all.pools();
    all.rows();
    all.labels();
    all.moves();
    all.scans();
  }

  private void of(Composite op, Values... inputs) {
    of(op, List::of, inputs);
  }

  /// @param rest the operands that are not differentiated
  private void of(Composite op, Supplier<List<Tensor>> rest, Values... inputs) {
    var shapes = List.of(inputs).stream().map(Values::shape).toList();
    cases.add(new Case(op.name(), op + " " + shapes, in -> joined(op, in, rest), List.of(inputs)));
  }

  /// Squares make second derivatives of linear ops.
  private static Tensor joined(Composite op, List<Tensor> in, Supplier<List<Tensor>> rest) {
    List<Tensor> operands = new ArrayList<>(in);
    operands.addAll(rest.get());
    List<Tensor> floats = new ArrayList<>();
    for (Tensor y : Tensor.all(op, operands.toArray(Tensor[]::new))) {
      if (y.dtype().isFloat()) {
        floats.add(y.reshape(-1));
      }
    }
    Tensor y = concat(0, floats.toArray(Tensor[]::new));
    return y.add(y.square());
  }

  private void convolutions() {
    Values w = values(-0.9, 1.2, 4, 2, 2, 3);
    for (long batch : new long[] {0, 2}) {
      Values x = values(-1, 1.1, batch, 2, 4, 5);
      convolution(new Conv2d(PLAINLY, PLAINLY, 1), x, w);
      convolution(new Conv2d(new Sliding(2, 1, 1), new Sliding(1, 2, 2), 1), x, w);
      convolution(new Conv2d(new Sliding(3, 4, 2), new Sliding(2, 0, 1), 1), x, w);
    }
    Values x = values(-1, 1.1, 2, 4, 3, 4);
    convolution(new Conv2d(PLAINLY, PLAINLY, 4), x, values(-0.9, 1.2, 4, 1, 2, 2));
    convolution(new Conv2d(new Sliding(1, 1, 1), PLAINLY, 4), x, values(-1, 1.2, 8, 1, 3, 1));
    convolution(new Conv2d(PLAINLY, PLAINLY, 1), x, values(-0.9, 1.2, 3, 4, 1, 1));
  }

  /// The convolution and both its gradients, each a function of both its operands.
  private void convolution(Conv2d op, Values x, Values w) {
    of(op, x, w);
    Shape of = x.shape();
    long height = op.rows().positions(of.size(2), w.shape().size(2));
    long width = op.columns().positions(of.size(3), w.shape().size(3));
    Values y = values(-1.1, 1, of.size(0), w.shape().size(0), height, width);
    of(op.backwardInput(of.size(2), of.size(3)), y, w);
    of(op.backwardWeight(w.shape().size(2), w.shape().size(3)), y, x);
  }

  private void pools() {
    Sliding columns = new Sliding(2, 1, 1);
    for (long batch : new long[] {0, 2}) {
      Values x = values(-1, 1.1, batch, 2, 5, 4);
      for (Sliding rows : List.of(PLAINLY, new Sliding(2, 1, 1), new Sliding(1, 1, 2))) {
        of(new MaxPool2d(2, 3, rows, columns), x);
        of(new AvgPool2d(2, 3, rows, columns, false), x);
        of(new AvgPool2d(2, 3, rows, columns, true), x);
      }
    }
  }

  private void rows() {
    Values bias = values(-0.7, 1, 3);
    for (long[] shape : new long[][] {{4}, {0, 4}, {2, 3, 4}}) {
      of(new Linear(), values(-1, 1.1, shape), values(-0.9, 1.2, 3, 4), bias);
    }
    for (long[] shape : new long[][] {{5}, {3, 1}, {0, 3}, {2, 2, 3}}) {
      Values x = values(-2, 2.1, shape);
      for (int axis = 0; axis < shape.length; axis++) {
        if (shape[axis] > 0) {
          of(new Softmax(axis), x);
          of(new LogSoftmax(axis), x);
          of(new LogSumExp(new Axes(1 << axis)), x);
        }
      }
    }
    Values gain = values(0.6, 1.7, 3);
    for (long[] shape : new long[][] {{0, 3}, {1, 3}, {2, 2, 3}}) {
      Values x = values(-1.3, 1.4, shape);
      of(new LayerNorm(0.05), x, gain, bias);
      of(new RmsNorm(0.05), x, gain);
      of(new GroupNorm(1, 0.05), values(-1.3, 1.4, shape[0], 3, 2), gain, bias);
    }
  }

  private void labels() {
    of(new CrossEntropy(), () -> List.of(tensor(new int[] {1}).squeeze(0)), values(-2, 2.1, 3));
    int[] each = {1, 0, 2, 2};
    of(new CrossEntropy(), () -> List.of(tensor(each, 2, 2)), values(-2, 2.1, 2, 2, 3));
    of(new Embedding(), () -> List.of(tensor(new long[] {1, 1, 3})), values(-1, 1, 4, 2));
    of(new Embedding(), () -> List.of(tensor(new long[0], 0, 2)), values(-1, 1, 4, 2));
    of(new Dropout(0), () -> List.of(tensor(new long[] {3, 4})), values(-1, 1, 2, 3));
    of(new Dropout(0.7), () -> List.of(tensor(new long[] {3, 4})), values(-1, 1, 0, 3));
  }

  private void moves() {
    Values x = values(-1.3, 1.4, 3, 4);
    of(new Pad(List.of(1L, 0L), List.of(0L, 2L), List.of(2L, 0L)), x);
    of(new Pad(List.of(0L, 3L), List.of(1L, 0L), List.of(0L, 1L)), values(-1, 1, 2, 0));
    of(new Concat(1, 3), x, values(-1, 1, 3, 0), values(-1, 1.2, 3, 1));
    of(new Concat(0, 1), x);
    of(new Split(0, List.of(0L, 2L, 1L)), x);
  }

  private void scans() {
    for (long size : new long[] {0, 1, 2, 9}) {
      Values x = values(-1.3, 1.4, 2, size);
      of(new CumSum(1), x);
      of(new CumProd(1), x);
      of(new Prod(new Axes(2)), x);
      for (boolean flag : new boolean[] {false, true}) {
        of(new Sort(1, flag), x);
        of(new TopK(size, 1, flag), x);
        of(new TopK(0, 0, flag), x);
      }
    }
  }
}
