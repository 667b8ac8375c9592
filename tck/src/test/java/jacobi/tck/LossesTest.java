package jacobi.tck;

import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.hvp;
import static jacobi.Jacobi.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.GradientCheck;
import jacobi.Options;
import jacobi.Session;
import jacobi.random.Seed;
import jacobi.tensor.Reduction;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.JacobiException;
import jacobi.type.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Losses of predictions and targets of one shape are their formulas, stay finite and have the
/// gradients of the formulas.
class LossesTest {
  private static final long[] SHAPE = {3, 4};

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  /// A loss of tensors.
  @FunctionalInterface
  private interface Loss {
    Tensor of(Tensor x, Tensor target, Reduction reduction);
  }

  /// Values of `x` and targets lie in a range.
  private record Range(double low, double high) {
    double[] draw(String name) {
      var random = Seed.of(9).at(name).stream();
      double[] elements = new double[12];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = random.nextDouble(low, high);
      }
      return elements;
    }
  }

  private static final Range ANY = new Range(-3, 3);
  private static final Range SHARE = new Range(0.05, 0.95);
  private static final Range LOGS = new Range(-4, -0.1);

  /// One loss and its formula for an element.
  private record Case(
      String name, Range x, Range target, Loss loss, DoubleBinaryOperator formula) {}

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double entropy(double x, double t, double positive) {
    return -(positive * t * Math.log(x) + (1 - t) * Math.log(1 - x));
  }

  private static List<Case> cases() {
    return List.of(
        new Case("l1Loss", ANY, ANY, Tensor::l1Loss, (x, t) -> Math.abs(x - t)),
        new Case("mse", ANY, ANY, Tensor::mse, (x, t) -> (x - t) * (x - t)),
        new Case(
            "huberLoss",
            ANY,
            ANY,
            (x, t, r) -> x.huberLoss(t, 1.5, r),
            (x, t) -> {
              double d = Math.abs(x - t);
              return d <= 1.5 ? d * d / 2 : 1.5 * (d - 0.75);
            }),
        new Case(
            "smoothL1Loss",
            ANY,
            ANY,
            (x, t, r) -> x.smoothL1Loss(t, 1.5, r),
            (x, t) -> {
              double d = Math.abs(x - t);
              return d < 1.5 ? d * d / 3 : d - 0.75;
            }),
        new Case(
            "smoothL1Loss of 0",
            ANY,
            ANY,
            (x, t, r) -> x.smoothL1Loss(t, 0, r),
            (x, t) -> Math.abs(x - t)),
        new Case(
            "binaryCrossEntropy",
            SHARE,
            SHARE,
            Tensor::binaryCrossEntropy,
            (x, t) -> entropy(x, t, 1)),
        new Case(
            "binaryCrossEntropyWithLogits",
            ANY,
            SHARE,
            Tensor::binaryCrossEntropyWithLogits,
            (x, t) -> entropy(sigmoid(x), t, 1)),
        new Case(
            "binaryCrossEntropyWithLogits and a weight",
            ANY,
            SHARE,
            (x, t, r) -> x.binaryCrossEntropyWithLogits(t, x.scalar(2.5), r),
            (x, t) -> entropy(sigmoid(x), t, 2.5)),
        new Case("klDivLoss", LOGS, SHARE, Tensor::klDivLoss, (x, t) -> t * (Math.log(t) - x)));
  }

  @TestFactory
  Stream<DynamicTest> valuesAreThoseOfTheFormulas() {
    return cases().stream().map(item -> DynamicTest.dynamicTest(item.name(), () -> value(item)));
  }

  private static void value(Case item) {
    double[] x = item.x().draw("x");
    double[] target = item.target().draw("target");
    double[] each = new double[x.length];
    for (int i = 0; i < each.length; i++) {
      each[i] = item.formula().applyAsDouble(x[i], target[i]);
    }
    double sum = Arrays.stream(each).sum();
    session.run(() -> {
      Tensor a = tensor(x, SHAPE);
      Tensor b = tensor(target, SHAPE);
      assertArrayEquals(each, item.loss().of(a, b, Reduction.NONE).toDoubles(), 1e-13);
      assertEquals(sum, item.loss().of(a, b, Reduction.SUM).item(), 1e-12);
      assertEquals(sum / 12, item.loss().of(a, b, Reduction.MEAN).item(), 1e-13);
      Tensor none = tensor(new double[0], 0, 4);
      assertEquals(0, item.loss().of(none, none, Reduction.SUM).item());
      assertTrue(Double.isNaN(item.loss().of(none, none, Reduction.MEAN).item()));
      return null;
    });
  }

  @TestFactory
  Stream<DynamicTest> gradientsOfOrdersOneAndTwoAreThoseOfTheFormulas() {
    return cases().stream()
        .map(item ->
            DynamicTest.dynamicTest(
                item.name(),
                () ->
                    session.run(() -> {
                      List<Tensor> in =
                          List.of(
                              tensor(item.x().draw("x"), SHAPE),
                              tensor(item.target().draw("target"), SHAPE));
                      for (Reduction r : List.of(Reduction.NONE, Reduction.MEAN)) {
                        assertTrue(GradientCheck.first(session, t -> loss(item, t, r), in) <= 1);
                        assertTrue(GradientCheck.second(session, t -> loss(item, t, r), in) <= 1);
                      }
                      return null;
                    })));
  }

  private static Tensor loss(Case item, List<Tensor> in, Reduction reduction) {
    return item.loss().of(in.get(0), in.get(1), reduction);
  }

  @TestFactory
  Stream<DynamicTest> otherShapesAndIntegersAreRefused() {
    return cases().stream()
        .map(item ->
            DynamicTest.dynamicTest(
                item.name(),
                () ->
                    session.run(() -> {
                      Tensor x = tensor(item.x().draw("x"), 3, 4);
                      Tensor row = tensor(new double[4], 1, 4);
                      Tensor whole = tensor(new int[12], 3, 4);
                      for (Reduction r : Reduction.values()) {
                        assertThrows(ShapeException.class, () -> item.loss().of(x, row, r));
                        assertThrows(DTypeException.class, () -> item.loss().of(whole, whole, r));
                        assertThrows(DTypeException.class, () -> item.loss().of(x, whole, r));
                      }
                      return null;
                    })));
  }

  /// Value and gradient in `x` of an F32 loss.
  private static float[][] extremes(Loss loss, float[] x, float[] target) {
    return session.run(() -> {
      Tensor a = tensor(x).watch();
      Tensor y = loss.of(a, tensor(target), Reduction.NONE);
      return new float[][] {y.toFloats(), session.gradients(y.sum()).of(a).toFloats()};
    });
  }

  @Test
  void logitsOfAThousandStayFinite() {
    float[] x = {1000, 1000, -1000, -1000, 20, -20, 0};
    float[] target = {1, 0, 1, 0, 1, 0, 1};
    float[][] found = extremes(Tensor::binaryCrossEntropyWithLogits, x, target);
    float small = (float) Math.log1p(Math.exp(-20));
    float[] losses = {0, 1000, 1000, 0, small, small, (float) Math.log(2)};
    assertArrayEquals(losses, found[0], 1e-7f);
    assertEquals(small, found[0][4], small * 1e-6f);
    assertEquals(small, found[0][5], small * 1e-6f);
    assertArrayEquals(new float[] {0, 1, -1, 0, -small, small, -0.5f}, found[1], 1e-8f);
  }

  @Test
  void certainProbabilitiesCostAtMostAHundred() {
    float[] x = {0, 1, 0, 1};
    float[][] found = extremes(Tensor::binaryCrossEntropy, x, new float[] {0, 1, 1, 0});
    assertArrayEquals(new float[] {0, 0, 100, 100}, found[0], 1e-5f);
    assertArrayEquals(new float[] {1, -1, 0, 0}, found[1], 1e-6f);
  }

  @Test
  void whatIsHitHasGradientZero() {
    float[] x = {1, -2};
    for (Loss loss :
        List.<Loss>of(Tensor::l1Loss, Tensor::mse, (a, b, r) -> a.huberLoss(b, 1, r))) {
      float[][] found = extremes(loss, x, x);
      assertArrayEquals(new float[2], found[0], 1e-30f);
      assertArrayEquals(new float[2], found[1], 1e-30f);
    }
  }

  @Test
  void whatNeverHappensHasNoDivergence() {
    float[] x = {-1, Float.NEGATIVE_INFINITY, -2};
    float[][] found = extremes(Tensor::klDivLoss, x, new float[] {0, 0, 1});
    assertArrayEquals(new float[] {0, 0, 2}, found[0], 1e-30f);
    assertArrayEquals(new float[] {0, 0, -1}, found[1], 1e-30f);
  }

  @Test
  void positiveWeightsAreOneForEachOfTheLastAxis() {
    double[] x = ANY.draw("x");
    double[] target = SHARE.draw("target");
    double[] weight = {0.5, 1, 2, 3};
    double[] expected = new double[12];
    for (int i = 0; i < 12; i++) {
      expected[i] = entropy(sigmoid(x[i]), target[i], weight[i % 4]);
    }
    session.run(() -> {
      Tensor a = tensor(x, SHAPE);
      Tensor b = tensor(target, SHAPE);
      Tensor y = a.binaryCrossEntropyWithLogits(b, tensor(weight), Reduction.NONE);
      assertArrayEquals(expected, y.toDoubles(), 1e-13);
      Tensor three = tensor(new double[3]);
      assertThrows(
          ShapeException.class, () -> a.binaryCrossEntropyWithLogits(b, three, Reduction.SUM));
      Tensor wide = tensor(new double[24], 2, 3, 4);
      assertThrows(
          ShapeException.class, () -> a.binaryCrossEntropyWithLogits(b, wide, Reduction.SUM));
      assertEquals(DType.F64, y.dtype());
      return null;
    });
  }

  @Test
  void widthsOfKinksAreRefusedUnlessPositive() {
    session.run(() -> {
      Tensor x = tensor(new double[] {1});
      for (double width : new double[] {-1, Double.NaN}) {
        assertThrows(JacobiException.class, () -> x.huberLoss(x, width, Reduction.SUM));
        assertThrows(JacobiException.class, () -> x.smoothL1Loss(x, width, Reduction.SUM));
      }
      var error = assertThrows(JacobiException.class, () -> x.huberLoss(x, 0, Reduction.SUM));
      assertEquals("huberLoss wants delta > 0, got 0.0", error.getMessage());
      return null;
    });
  }

  /// `d²/2` has the second derivative 1 at 0 as well: its slope does not come by way of a sign.
  @Test
  void huberLossesAreCurvedWhereTargetsAreMet() {
    session.run(() -> {
      Tensor x = tensor(new double[] {0, -0.5, 0.5, 3, -3});
      Tensor ones = x.mul(0).add(1);
      UnaryOperator<Tensor> huber = y -> y.huberLoss(y.mul(0).detach(), 2, Reduction.SUM);
      UnaryOperator<Tensor> smooth = y -> y.smoothL1Loss(y.mul(0).detach(), 2, Reduction.SUM);
      assertArrayEquals(new double[] {0, -0.5, 0.5, 2, -2}, grad(huber).apply(x).toDoubles());
      assertArrayEquals(new double[] {1, 1, 1, 0, 0}, hvp(huber, x, ones).toDoubles());
      assertArrayEquals(new double[] {0.5, 0.5, 0.5, 0, 0}, hvp(smooth, x, ones).toDoubles());
      return null;
    });
  }
}
