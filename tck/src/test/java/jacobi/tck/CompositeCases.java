package jacobi.tck;

import static jacobi.tck.CompositeCase.Role.DIFFERENTIATED;
import static jacobi.tck.CompositeCase.Role.WHOLE;

import jacobi.op.Activation;
import jacobi.op.Concat;
import jacobi.op.Conv2d;
import jacobi.op.CrossEntropy;
import jacobi.op.Dropout;
import jacobi.op.Elu;
import jacobi.op.LeakyRelu;
import jacobi.op.Linear;
import jacobi.op.LogSoftmax;
import jacobi.op.MaxPool2d;
import jacobi.op.MeanSquaredError;
import jacobi.op.Pad;
import jacobi.op.Sliding;
import jacobi.op.Softmax;
import jacobi.op.Split;
import jacobi.random.Seed;
import jacobi.tck.CompositeCase.Input;
import jacobi.tck.CompositeCase.Role;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;

/// Every composite, those that backends claim in all the shapes that bite.
final class CompositeCases {
  /// Roundings of a smooth function.
  private static final int SMOOTH = 64;

  private static final Sliding PLAINLY = new Sliding(1, 0, 1);

  private final List<CompositeCase> cases = new ArrayList<>();

  private CompositeCases() {}

  static List<CompositeCase> all() {
    var all = new CompositeCases();
    for (long batch : new long[] {0, 1, 3}) {
      all.convolutions(batch);
      all.pools(batch);
      all.linears(batch);
      all.cases.addAll(SpatialCases.composites(batch));
    }
    all.infinity();
    all.activations();
    all.losses();
    all.moves();
    all.cases.addAll(StepCases.all());
    all.cases.addAll(SequenceCases.composites());
    all.cases.addAll(NormalizationCases.composites());
    all.cases.addAll(ScanCases.all());
    return all.cases;
  }

  /// Reals from −2 to 2, of full mantissas.
  static Input reals(Role role, long... shape) {
    double[] elements = new double[(int) Shape.of(shape).elements()];
    var random = Seed.of(5).at(Shape.of(shape).toString()).stream();
    for (int i = 0; i < elements.length; i++) {
      elements[i] = random.nextDouble(-2, 2);
    }
    return Input.of(role, elements, shape);
  }

  /// Few distinct numbers, a NaN among them now and then.
  static Input tied(boolean nan, long... shape) {
    double[] elements = new double[(int) Shape.of(shape).elements()];
    var random = Seed.of(6).at(Shape.of(shape).toString()).stream();
    for (int i = 0; i < elements.length; i++) {
      int drawn = random.nextInt(9);
      elements[i] = nan && drawn == 8 ? Double.NaN : drawn == 0 ? -0.0 : drawn % 4 - 2;
    }
    return Input.of(DIFFERENTIATED, elements, shape);
  }

  private void convolutions(long batch) {
    convolution(batch, 1, 1, 7, 5, 1, 1, PLAINLY, PLAINLY, 1);
    convolution(batch, 3, 5, 7, 9, 3, 3, new Sliding(1, 1, 1), new Sliding(1, 1, 1), 1);
    convolution(batch, 2, 3, 9, 7, 3, 2, new Sliding(2, 1, 1), new Sliding(3, 0, 1), 1);
    convolution(batch, 2, 2, 11, 13, 3, 3, new Sliding(1, 2, 2), new Sliding(2, 3, 3), 1);
    convolution(batch, 6, 4, 7, 7, 3, 3, new Sliding(2, 1, 1), new Sliding(1, 2, 2), 2);
    convolution(batch, 5, 5, 6, 17, 2, 3, new Sliding(1, 1, 1), new Sliding(1, 1, 1), 5);
    convolution(batch, 3, 2, 3, 33, 3, 1, PLAINLY, new Sliding(4, 2, 1), 1);
    convolution(batch, 2, 9, 2, 1, 5, 4, new Sliding(1, 4, 1), new Sliding(2, 5, 2), 1);
  }

  private void convolution(
      long n,
      long c,
      long o,
      long h,
      long w,
      long kh,
      long kw,
      Sliding rows,
      Sliding columns,
      int g) {
    long positions = rows.positions(h, kh) * columns.positions(w, kw);
    long terms = Math.max(n * positions, Math.max(c, o) / g * kh * kw) + 2;
    cases.add(
        CompositeCase.of(
            new Conv2d(rows, columns, g),
            (int) terms,
            true,
            reals(DIFFERENTIATED, n, c, h, w),
            reals(DIFFERENTIATED, o, c / g, kh, kw)));
  }

  /// An infinite corner reaches those weights alone that meet it.
  private void infinity() {
    var sliding = new Sliding(1, 1, 1);
    double[] elements = reals(DIFFERENTIATED, 2, 3, 7, 9).elements();
    elements[0] = Double.POSITIVE_INFINITY;
    Input x = Input.of(DIFFERENTIATED, elements, 2, 3, 7, 9);
    Input w = reals(DIFFERENTIATED, 5, 3, 3, 3);
    cases.add(CompositeCase.of(new Conv2d(sliding, sliding, 1), 128, true, x, w));
  }

  private void pools(long batch) {
    for (boolean nan : new boolean[] {false, true}) {
      pool(new MaxPool2d(2, 2, new Sliding(2, 0, 1), new Sliding(2, 0, 1)), nan, batch, 3, 7, 9);
      pool(new MaxPool2d(3, 3, new Sliding(2, 1, 1), new Sliding(1, 1, 1)), nan, batch, 2, 7, 5);
      pool(new MaxPool2d(3, 2, new Sliding(1, 2, 2), new Sliding(3, 1, 1)), nan, batch, 1, 9, 6);
      pool(new MaxPool2d(1, 5, new Sliding(1, 0, 1), new Sliding(1, 4, 1)), nan, batch, 2, 3, 4);
    }
    double[] lowest = new double[(int) batch * 12];
    java.util.Arrays.fill(lowest, Double.NEGATIVE_INFINITY);
    var op = new MaxPool2d(2, 2, new Sliding(1, 1, 1), new Sliding(1, 1, 1));
    cases.add(CompositeCase.of(op, 0, false, Input.of(DIFFERENTIATED, lowest, batch, 1, 3, 4)));
  }

  private void pool(MaxPool2d op, boolean nan, long... shape) {
    cases.add(CompositeCase.of(op, 0, false, tied(nan, shape)));
  }

  private void linears(long batch) {
    linear(3, 5, batch, 3);
    linear(17, 9, 2, batch, 17);
    linear(130, 33, batch, 130);
    linear(1, 1, batch, 1);
    linear(0, 4, batch, 0);
    linear(7, 5, 7);
  }

  private void linear(int in, int out, long... shape) {
    long rows = Shape.of(shape).without(-1).elements();
    cases.add(
        CompositeCase.of(
            new Linear(),
            (int) Math.max(Math.max(in, out), rows) + 2,
            true,
            reals(DIFFERENTIATED, shape),
            reals(DIFFERENTIATED, out, in),
            reals(DIFFERENTIATED, out)));
  }

  private void activations() {
    for (long[] shape : new long[][] {{0}, {1}, {17}, {3, 65}, {4098}}) {
      for (Activation f : Activation.values()) {
        boolean exact = f == Activation.RELU;
        cases.add(
            CompositeCase.of(
                f,
                exact ? 0 : SMOOTH,
                false,
                exact ? tied(true, shape) : reals(DIFFERENTIATED, shape)));
      }
      cases.add(CompositeCase.of(new LeakyRelu(0.25), 2, true, reals(DIFFERENTIATED, shape)));
      cases.add(CompositeCase.of(new Elu(1.5), SMOOTH, false, reals(DIFFERENTIATED, shape)));
    }
    for (Activation f : Activation.values()) {
      cases.add(
          new CompositeCase(
              f,
              f + " of a strided operand",
              in -> List.of(in.getFirst().engine().apply(f, in.getFirst().slice(1, 2, 7))),
              List.of(reals(DIFFERENTIATED, 3, 9)),
              SMOOTH,
              false));
    }
  }

  /// Rows along the last axis are those of the decomposition to the bit.
  private void losses() {
    for (int axis = 0; axis < 2; axis++) {
      softmax(axis, reals(DIFFERENTIATED, 5, 17));
      softmax(axis, tied(true, 5, 17));
    }
    softmax(0, reals(DIFFERENTIATED, 7));
    for (long[] shape : new long[][] {{1, 7}, {1, 1}, {0, 4}, {2, 3, 40}, {70, 33}, {3, 2500}}) {
      Input scores = reals(DIFFERENTIATED, shape);
      softmax(-1, scores);
      crossEntropy(scores);
    }
    crossEntropy(tied(true, 9, 12));
    Input target = reals(DIFFERENTIATED, 17, 3);
    Input found = reals(DIFFERENTIATED, 17, 3);
    cases.add(CompositeCase.of(new MeanSquaredError(), SMOOTH, false, found, target));
  }

  private void softmax(int axis, Input scores) {
    cases.add(CompositeCase.of(new Softmax(axis), 0, false, scores));
    cases.add(CompositeCase.of(new LogSoftmax(axis), 0, false, scores));
  }

  private void crossEntropy(Input scores) {
    Shape rows = scores.shape().without(-1);
    double[] labels = new double[(int) rows.elements()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (i * 7 + 4) % scores.shape().size(-1);
    }
    Input chosen = Input.of(WHOLE, labels, rows.sizes());
    cases.add(CompositeCase.of(new CrossEntropy(), 0, false, scores, chosen));
  }

  private void moves() {
    var pad = new Pad(List.of(1L, 0L), List.of(0L, 2L), List.of(2L, 0L));
    cases.add(CompositeCase.of(pad, 0, false, reals(DIFFERENTIATED, 3, 5)));
    Input more = reals(DIFFERENTIATED, 2, 5);
    var split = new Split(1, List.of(2L, 0L, 3L));
    cases.add(CompositeCase.of(split, 0, false, reals(DIFFERENTIATED, 3, 5)));
    cases.add(CompositeCase.of(new Concat(0, 2), 0, false, reals(DIFFERENTIATED, 3, 5), more));
    Input state = Input.of(WHOLE, new double[] {7, 3}, 2);
    for (long[] shape : new long[][] {{9, 5}, {0}, {1}, {3, 2500}, {40_003}}) {
      cases.add(CompositeCase.of(new Dropout(0.25), 0, false, reals(DIFFERENTIATED, shape), state));
    }
  }
}
