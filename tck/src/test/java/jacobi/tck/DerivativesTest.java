package jacobi.tck;

import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.hessian;
import static jacobi.Jacobi.hvp;
import static jacobi.Jacobi.jacobian;
import static jacobi.Jacobi.jvp;
import static jacobi.Jacobi.noGrad;
import static jacobi.Jacobi.ones;
import static jacobi.Jacobi.tensor;
import static jacobi.Jacobi.vjp;
import static jacobi.Jacobi.zeros;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.GradientCheck;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.random.Seed;
import jacobi.tensor.Functions;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Both directions of the derivative, of any order and nested.
class DerivativesTest {
  private static final double CLOSE = 1e-12;

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static void on(Runnable block) {
    session.run(() -> {
      block.run();
      return true;
    });
  }

  private static Tensor doubles(double... values) {
    return tensor(values);
  }

  private static Tensor random(String name, Tensor like) {
    double[] values = new double[(int) like.shape().elements()];
    var stream = Seed.of(3).at(name).stream();
    for (int i = 0; i < values.length; i++) {
      values[i] = stream.nextDouble(-1, 1);
    }
    return tensor(values).reshape(like.shape());
  }

  @TestFactory
  Stream<DynamicTest> forwardIsTheDifferenceQuotient() {
    return GradientCases.all().stream()
        .map(item -> DynamicTest.dynamicTest(item.name(), () -> on(() -> quotient(item))));
  }

  /// `(4·D(h/2) − D(h))/3` with the central difference `D(h) = (f(x + h·v) − f(x − h·v))/2h`.
  private static void quotient(GradientCases.Case item) {
    List<Tensor> xs = item.inputs();
    List<Tensor> vs = xs.stream().map(x -> random("v", x)).toList();
    double[] found = jvp(item.function(), xs, vs).tangent().toDoubles();
    double[] wide = difference(item, xs, vs, 0x1p-10);
    double[] narrow = difference(item, xs, vs, 0x1p-11);
    for (int i = 0; i < found.length; i++) {
      double expected = (4 * narrow[i] - wide[i]) / 3;
      double bound = 4 * Math.abs(expected - narrow[i]) + 0x1p-36 * Math.max(1, Math.abs(expected));
      assertEquals(expected, found[i], bound, "element " + i);
    }
  }

  private static double[] difference(
      GradientCases.Case item, List<Tensor> xs, List<Tensor> vs, double h) {
    Tensor up = item.function().apply(moved(xs, vs, h));
    Tensor down = item.function().apply(moved(xs, vs, -h));
    return up.sub(down).div(2 * h).toDoubles();
  }

  private static List<Tensor> moved(List<Tensor> xs, List<Tensor> vs, double h) {
    return Stream.iterate(0, i -> i < xs.size(), i -> i + 1)
        .map(i -> xs.get(i).add(vs.get(i).mul(h)))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> secondDerivativesAreSymmetric() {
    return GradientCases.all().stream()
        .map(item -> DynamicTest.dynamicTest(item.name(), () -> on(() -> symmetric(item))));
  }

  private static void symmetric(GradientCases.Case item) {
    List<Tensor> xs = item.inputs();
    UnaryOperator<Tensor> f =
        x -> {
          Tensor y = item.function().apply(with(xs, x));
          return y.mul(random("u", y)).sum();
        };
    Tensor x = xs.getFirst();
    Tensor h = hessian(f, x);
    assertEquals(x.shape().append(x.shape().sizes()), h.shape());
    int n = (int) x.shape().elements();
    double[] all = h.toDoubles();
    double[] product = hvp(f, x, random("v", x)).toDoubles();
    double[] forward = jvp(grad(f), x, random("v", x)).tangent().toDoubles();
    double[] v = random("v", x).toDoubles();
    for (int i = 0; i < n; i++) {
      double sum = 0;
      double size = 1;
      for (int k = 0; k < n; k++) {
        assertEquals(all[i * n + k], all[k * n + i], CLOSE * (1 + Math.abs(all[i * n + k])));
        sum += all[i * n + k] * v[k];
        size += Math.abs(all[i * n + k] * v[k]);
      }
      assertEquals(sum, product[i], CLOSE * size);
      assertEquals(sum, forward[i], CLOSE * size);
    }
  }

  private static List<Tensor> with(List<Tensor> xs, Tensor first) {
    List<Tensor> all = new java.util.ArrayList<>(xs);
    all.set(0, first);
    return all;
  }

  @Test
  void theHessianOfAQuadraticFormIsItsMatrix() {
    on(() -> {
      Tensor a = tensor(new double[] {2, 1, 0, 1, 3, -1, 0, -1, 4}, 3, 3);
      UnaryOperator<Tensor> f = x -> x.mul(a.matmul(x.unsqueeze(1)).squeeze(1)).sum().mul(0.5);
      Tensor x = doubles(1, -2, 0.5);
      assertArrayEquals(a.toDoubles(), hessian(f, x).toDoubles(), CLOSE);
      assertArrayEquals(new double[] {2, 1, 0}, hvp(f, x, doubles(1, 0, 0)).toDoubles(), CLOSE);
    });
  }

  @Test
  void theHessianOfRosenbrocksFunctionIsTheKnownOne() {
    on(() -> {
      UnaryOperator<Tensor> f =
          x -> {
            Tensor a = x.select(0, 0);
            Tensor b = x.select(0, 1);
            return Functions.sub(1, a).square().add(b.sub(a.square()).square().mul(100));
          };
      // [2 − 400·(b − 3a²), −400·a; −400·a, 200] at (1.5, −0.5)
      double[] expected = {2 - 400 * (-0.5 - 3 * 2.25), -600, -600, 200};
      assertArrayEquals(expected, hessian(f, doubles(1.5, -0.5)).toDoubles(), 1e-9);
    });
  }

  @Test
  void aJacobianIsTheSameByRowsAndByColumns() {
    on(() -> {
      Tensor w = tensor(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
      UnaryOperator<Tensor> wide = x -> w.matmul(x.reshape(3, 1)).sin().reshape(2, 1);
      Tensor x = tensor(new double[] {0.1, 0.2, -0.3}, 1, 3);
      Tensor rows = jacobian(wide, x);
      assertEquals(Shape.of(2, 1, 1, 3), rows.shape());
      UnaryOperator<Tensor> tall = y -> Jacobi.concat(0, wide.apply(y), wide.apply(y));
      Tensor columns = jacobian(tall, x);
      assertEquals(Shape.of(4, 1, 1, 3), columns.shape());
      double[] twice = Jacobi.concat(0, rows, rows).toDoubles();
      assertArrayEquals(twice, columns.toDoubles(), CLOSE);
      Tensor slope = w.matmul(x.reshape(3, 1)).cos().mul(w);
      assertArrayEquals(slope.toDoubles(), rows.toDoubles(), CLOSE);
    });
  }

  @Test
  void aJacobianOfNothingHasNoElements() {
    on(() -> {
      assertEquals(Shape.of(0, 3, 2, 3), jacobian(x -> x.slice(0, 0, 0), zeros(2, 3)).shape());
      assertEquals(Shape.of(1, 0), jacobian(x -> x.sum().unsqueeze(0), zeros(0)).shape());
    });
  }

  @Test
  void whatDoesNotDependOnItsArgumentHasTheDerivativeZero() {
    on(() -> {
      Tensor x = doubles(1, 2);
      assertArrayEquals(new double[2], jvp(y -> x.square(), x, x).tangent().toDoubles());
      assertArrayEquals(new double[4], jacobian(y -> x.floor(), x).toDoubles());
      assertArrayEquals(new double[] {1, 2}, jvp(y -> y, x, x).tangent().toDoubles());
    });
  }

  @Test
  void anArgumentOfAnInnerDerivativeIsNotTheOuterOne() {
    on(() -> {
      // d/dx (x · d/dy (x + y)) = d/dx x = 1, and with xy: d/dx (x·x) = 2x
      UnaryOperator<Tensor> sum = x -> x.mul(grad(y -> x.add(y)).apply(x));
      assertEquals(1, grad(sum).apply(tensor(new double[] {3}, 1).squeeze(0)).item());
      UnaryOperator<Tensor> product = x -> x.mul(grad(y -> x.mul(y)).apply(x));
      assertEquals(6, grad(product).apply(tensor(new double[] {3}, 1).squeeze(0)).item());
      UnaryOperator<Tensor> along = x -> jvp(y -> x.mul(y), x, x).tangent();
      assertEquals(6, grad(along).apply(tensor(new double[] {3}, 1).squeeze(0)).item());
    });
  }

  @Test
  void aDerivativeDependsOnWhatTheFunctionClosesOver() {
    on(() -> {
      Tensor one = tensor(new double[] {1}, 1).squeeze(0);
      UnaryOperator<Tensor> slope = x -> grad(y -> x.square().mul(y)).apply(one);
      assertEquals(6, grad(slope).apply(one.mul(3)).item());
      Tensor w = one.mul(3).watch();
      Tensor g = jvp(y -> w.square().mul(y), one, one).tangent();
      assertEquals(6, Jacobi.gradients(g).of(w).item());
    });
  }

  @Test
  void aDerivativeIsTakenButNotRecordedWhereNothingIs() {
    on(() -> {
      Tensor x = doubles(1, 2).watch();
      Tensor g = noGrad(() -> grad(y -> y.square().mul(x).sum()).apply(x));
      assertArrayEquals(new double[] {2, 8}, g.toDoubles());
      assertNull(g.node());
      assertNull(grad(y -> y.square().sum()).apply(x.detach()).node());
    });
  }

  @Test
  void theThirdDerivativeIsThatOfTheSecond() {
    on(() -> {
      Tensor x = doubles(0.7).squeeze(0);
      UnaryOperator<Tensor> third = grad(grad(grad(Tensor::sin)));
      assertEquals(-Math.cos(0.7), third.apply(x).item(), CLOSE);
      UnaryOperator<Tensor> along = y -> jvp(Tensor::sin, y, y).tangent();
      // (x·cos x)' = cos x − x·sin x
      double expected = Math.cos(0.7) - 0.7 * Math.sin(0.7);
      assertEquals(expected, jvp(along, x, x.mul(0).add(1)).tangent().item(), CLOSE);
    });
  }

  @Test
  void derivativesAreThemselvesCheckedByNumericalOnes() {
    on(() -> {
      Tensor x = doubles(0.3, -0.6, 1.1);
      List<Supplier<Double>> checks =
          List.of(
              () -> check(y -> jvp(z -> z.sin().mul(z.sum()), y, y.square()).tangent(), x),
              () -> check(y -> hvp(z -> z.exp().mul(z).sum(), y, y.cos()), x),
              () -> check(y -> jacobian(z -> z.tanh().mul(z.sum()), y), x),
              () -> check(y -> hessian(z -> z.square().square().sum(), y), x));
      checks.forEach(check -> assertTrue(check.get() <= 1));
    });
  }

  private static double check(UnaryOperator<Tensor> f, Tensor x) {
    return GradientCheck.first(session, t -> f.apply(t.getFirst()), List.of(x));
  }

  @Test
  void aDirectionOfAnotherShapeOrTypeIsATypedError() {
    on(() -> {
      Tensor x = ones(2);
      var shape = assertThrows(ShapeException.class, () -> jvp(Tensor::sin, x, ones(3)));
      assertEquals("tangent 0 is F32 [3], but argument 0 is F32 [2]", shape.getMessage());
      assertThrows(ShapeException.class, () -> vjp(Tensor::sin, x, ones(3)));
      assertThrows(DTypeException.class, () -> jvp(Tensor::sin, x, x.cast(DType.F64)));
      assertThrows(ShapeException.class, () -> jvp(t -> t.getFirst(), List.of(x), List.of()));
      assertThrows(ShapeException.class, () -> hessian(Tensor::sin, x));
    });
  }
}
