package jacobi.tck;

import static jacobi.Jacobi.arange;
import static jacobi.Jacobi.einsum;
import static jacobi.Jacobi.eye;
import static jacobi.Jacobi.linspace;
import static jacobi.Jacobi.meshgrid;
import static jacobi.Jacobi.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.GradientCheck;
import jacobi.Options;
import jacobi.Session;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.IndexException;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Functions of tensors that are short formulas of ops, and the ops that pick and scan, against
/// their definitions in plain Java.
class TensorFunctionsTest {
  private static final float NAN = Float.NaN;
  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static void run(Runnable test) {
    session.run(() -> {
      test.run();
      return true;
    });
  }

  private static void gives(Tensor found, long[] shape, float... elements) {
    assertEquals(Shape.of(shape), found.shape());
    assertArrayEquals(elements, found.cast(DType.F32).toFloats(), 1e-5f);
  }

  private static long[] of(long... shape) {
    return shape;
  }

  private static void refuses(String why, Supplier<?> call) {
    String says = assertThrows(ShapeException.class, call::get).getMessage();
    assertTrue(says.contains(why), says);
  }

  private static void differentiable(Function<List<Tensor>, Tensor> f, double[]... inputs) {
    run(() -> {
      List<Tensor> in = List.of(inputs).stream().map(x -> tensor(x)).toList();
      assertTrue(GradientCheck.first(session, f, in) <= 1);
      assertTrue(GradientCheck.second(session, f, in) <= 1);
    });
  }

  private static Tensor matrix() {
    return tensor(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
  }

  @Test
  void scansFoldWhatLiesBefore() {
    run(() -> {
      gives(matrix().cumsum(1), of(2, 3), 1, 3, 6, 4, 9, 15);
      gives(matrix().cumsum(0), of(2, 3), 1, 2, 3, 5, 7, 9);
      gives(matrix().transpose().cumprod(0), of(3, 2), 1, 4, 2, 20, 6, 120);
      gives(tensor(new float[] {1, NAN, 2}).cumsum(0), of(3), 1, NAN, NAN);
      assertArrayEquals(
          new long[] {Long.MAX_VALUE, Long.MIN_VALUE},
          tensor(new long[] {Long.MAX_VALUE, 1}).cumsum(0).toLongs());
      gives(tensor(new float[] {}, 0, 2).cumsum(0), of(0, 2));
      assertThrows(DTypeException.class, () -> tensor(new boolean[] {true}).cumsum(0));
      assertThrows(ShapeException.class, () -> matrix().cumprod(2));
    });
  }

  @Test
  void aLongRunningSumIsThatOfALoop() {
    run(() -> {
      int size = 4097;
      int[] x = new int[size];
      int[] sums = new int[size];
      var random = jacobi.random.Seed.of(4).stream();
      int sum = 0;
      for (int i = 0; i < size; i++) {
        x[i] = random.nextInt();
        sum += x[i];
        sums[i] = sum;
      }
      assertArrayEquals(sums, tensor(x).cumsum(0).toInts());
    });
  }

  @Test
  void productsFoldAxes() {
    run(() -> {
      gives(matrix().prod(), of(), 720);
      gives(matrix().prod(0), of(3), 4, 10, 18);
      gives(matrix().prod(-1), of(2), 6, 120);
      gives(tensor(new float[] {}, 2, 0).prod(1), of(2), 1, 1);
      gives(tensor(new float[] {}, 2, 0).prod(0), of(0));
      gives(tensor(new float[] {2, NAN}).prod(), of(), NAN);
      Tensor x = tensor(new float[] {0, 2, 3, 0, 0, 7}, 2, 3).watch();
      gives(jacobi.Jacobi.gradients(x.prod(1).sum()).of(x), of(2, 3), 6, 0, 0, 0, 0, 0);
    });
  }

  @Test
  void sortingIsStableAndPutsNanLast() {
    run(() -> {
      var up = tensor(new float[] {2, NAN, 1, 2, -0f, 0}).sort(0, false);
      gives(up.values(), of(6), 0, 0, 1, 2, 2, NAN);
      assertArrayEquals(new long[] {4, 5, 2, 0, 3, 1}, up.indices().toLongs());
      var down = tensor(new float[] {2, NAN, 1, 2}).sort(-1, true);
      assertArrayEquals(new long[] {1, 0, 3, 2}, down.indices().toLongs());
      assertArrayEquals(new long[] {1, 0}, tensor(new int[] {9, 3}).argsort(0, false).toLongs());
      gives(tensor(new float[] {}, 0, 2).sort(0, true).values(), of(0, 2));
    });
  }

  @Test
  void theBestComeFirstAndOfATieTheFirst() {
    run(() -> {
      var top = tensor(new float[] {1, 5, 5, 3, 5}).topk(2, 0);
      gives(top.values(), of(2), 5, 5);
      assertArrayEquals(new long[] {1, 2}, top.indices().toLongs());
      var least = matrix().topk(1, 1, false);
      gives(least.values(), of(2, 1), 1, 4);
      assertArrayEquals(new long[] {0, 0}, least.indices().toLongs());
      gives(tensor(new float[] {1, NAN, 3}).topk(1, 0).values(), of(1), NAN);
      gives(matrix().topk(0, 0).values(), of(0, 3));
      refuses("axis 0 has no 3 elements", () -> matrix().topk(3, 0));
    });
  }

  @Test
  void indicesBecomeVectors() {
    run(() -> {
      gives(tensor(new long[] {2, 0, 3}).oneHot(3), of(3, 3), 0, 0, 1, 1, 0, 0, 0, 0, 0);
      assertEquals(DType.I32, tensor(new int[] {1}).oneHot(2, DType.I32).dtype());
      gives(tensor(new int[] {}).oneHot(2), of(0, 2));
      refuses("ONE_HOT wants 0 classes or more", () -> arange(2).oneHot(-1));
      assertThrows(DTypeException.class, () -> matrix().oneHot(2));
    });
  }

  @Test
  void slicesArePickedAndPutByIndex() {
    run(() -> {
      gives(matrix().indexSelect(1, tensor(new int[] {2, 0, 2})), of(2, 3), 3, 1, 3, 6, 4, 6);
      gives(matrix().takeAlong(0, tensor(new long[] {1}, 1, 1)), of(1, 3), 4, 5, 6);
      Tensor put = matrix().scatter(1, tensor(new long[] {2, 1}, 2, 1), matrix().slice(1, 0, 1));
      gives(put, of(2, 3), 1, 2, 1, 4, 4, 6);
      assertThrows(
          IndexException.class, () -> matrix().indexSelect(0, tensor(new int[] {2})).toFloats());
      refuses("wants a vector", () -> matrix().indexSelect(0, arange(2).reshape(2, 1)));
      refuses("wants as many axes", () -> matrix().takeAlong(0, arange(2)));
    });
  }

  @Test
  void masksFillAndBoundsHold() {
    run(() -> {
      gives(matrix().maskedFill(matrix().gt(4), -1), of(2, 3), 1, 2, 3, 4, -1, -1);
      gives(matrix().gt(4).where(0, matrix()), of(2, 3), 1, 2, 3, 4, 0, 0);
      gives(matrix().gt(4).where(matrix(), 0), of(2, 3), 0, 0, 0, 0, 5, 6);
      gives(tensor(new float[] {-2, 1, NAN, 9}).clamp(-1, 3), of(4), -1, 1, NAN, 3);
      Tensor x = tensor(new float[] {-1, 0, 1, 2, -3}).watch();
      Tensor g = jacobi.Jacobi.gradients(x.clamp(-1, 1).sum()).of(x);
      gives(g, of(5), 1, 1, 1, 0, 0);
      refuses("3 is above 2", () -> matrix().clamp(3, 2));
    });
  }

  @Test
  void axesAreCutTurnedAndRepeated() {
    run(() -> {
      List<Tensor> parts = matrix().split(1, 2);
      assertEquals(2, parts.size());
      gives(parts.get(0), of(2, 2), 1, 2, 4, 5);
      gives(parts.get(1), of(2, 1), 3, 6);
      gives(matrix().split(1, List.of(1L, 2L)).get(1), of(2, 2), 2, 3, 5, 6);
      assertEquals(3, arange(5).chunk(0, 3).size());
      assertEquals(2, arange(4).chunk(0, 3).size());
      assertEquals(1, arange(0).chunk(0, 3).size());
      refuses("add up to 2", () -> matrix().split(1, List.of(1L, 1L)));
      refuses("into parts of 0", () -> matrix().split(1, 0));
      refuses("0 chunks", () -> matrix().chunk(1, 0));
      gives(matrix().roll(1, 1), of(2, 3), 3, 1, 2, 6, 4, 5);
      gives(matrix().roll(1, -7), of(2, 3), 2, 3, 1, 5, 6, 4);
      gives(arange(0).roll(0, 3), of(0));
      gives(arange(2).tile(2, 2), of(2, 4), 0, 1, 0, 1, 0, 1, 0, 1);
      gives(matrix().tile(2), of(2, 6), 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6);
      gives(arange(3).tile(0), of(0));
      gives(matrix().repeatInterleave(0, 2), of(4, 3), 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6);
      gives(arange(2).repeatInterleave(-1, 3), of(6), 0, 0, 0, 1, 1, 1);
    });
  }

  @Test
  void trianglesAndDiagonalsOfMatrices() {
    run(() -> {
      gives(matrix().tril(0), of(2, 3), 1, 0, 0, 4, 5, 0);
      gives(matrix().triu(1), of(2, 3), 0, 2, 3, 0, 0, 6);
      gives(matrix().tril(-1), of(2, 3), 0, 0, 0, 4, 0, 0);
      Tensor wild = tensor(new float[] {1, NAN, 2, 3}, 2, 2);
      gives(wild.tril(0), of(2, 2), 1, 0, 2, 3);
      for (int offset = -2; offset <= 3; offset++) {
        int length = Math.min(2 + Math.min(offset, 0), 3 - Math.max(offset, 0));
        float[] expected = new float[length];
        for (int i = 0; i < length; i++) {
          expected[i] = (i - Math.min(offset, 0)) * 3 + i + Math.max(offset, 0) + 1;
        }
        gives(matrix().diagonal(offset), of(length), expected);
      }
      gives(matrix().transpose().diagonal(-1), of(2), 2, 6);
      gives(arange(2).add(1).diag(0), of(2, 2), 1, 0, 0, 2);
      gives(arange(2).add(1).diag(1), of(3, 3), 0, 1, 0, 0, 0, 2, 0, 0, 0);
      gives(arange(1).add(1).diag(-1), of(2, 2), 0, 0, 1, 0);
      gives(arange(0).diag(-1), of(1, 1), 0);
      gives(arange(4).reshape(2, 2).diagEmbed(0), of(2, 2, 2), 0, 0, 0, 1, 2, 0, 0, 3);
      gives(matrix().diag(1), of(2), 2, 6);
      refuses("no diagonal 4", () -> matrix().diagonal(4));
      refuses("diag of [1, 2, 2]", () -> arange(4).reshape(1, 2, 2).diag(0));
    });
  }

  @Test
  void vectorsAreMultiplied() {
    run(() -> {
      gives(arange(3).dot(arange(3)), of(), 5);
      gives(arange(0).dot(arange(0)), of(), 0);
      gives(arange(2).outer(arange(3)), of(2, 3), 0, 0, 0, 0, 1, 2);
      refuses("dot wants two vectors", () -> arange(3).dot(arange(2)));
      refuses("outer wants two vectors", () -> matrix().outer(arange(2)));
    });
  }

  @Test
  void rangesAndGridsAreMade() {
    run(() -> {
      gives(arange(5, 0, -2), of(3), 5, 3, 1);
      gives(arange(1, 1, 3), of(0));
      gives(arange(0, 7, 3), of(3), 0, 3, 6);
      refuses("has no end", () -> arange(0, 1, 0));
      gives(linspace(0, 1, 5), of(5), 0, 0.25f, 0.5f, 0.75f, 1);
      gives(linspace(3, 7, 1), of(1), 3);
      gives(linspace(3, 7, 0), of(0));
      assertThrows(ShapeException.class, () -> linspace(0, 1, -1));
      gives(eye(2, 3), of(2, 3), 1, 0, 0, 0, 1, 0);
      gives(eye(2), of(2, 2), 1, 0, 0, 1);
      List<Tensor> grid = meshgrid(arange(2), arange(3));
      gives(grid.get(0), of(2, 3), 0, 0, 0, 1, 1, 1);
      gives(grid.get(1), of(2, 3), 0, 1, 2, 0, 1, 2);
      refuses("meshgrid wants vectors", () -> meshgrid(matrix()));
    });
  }

  @Test
  void formulasAreDifferentiable() {
    double[] nine = {0.3, -1.2, 0.7, 1.1, -0.4, 2.1, -0.9, 0.5, 1.7};
    double[] three = {0.4, -0.8, 1.3};
    differentiable(t -> t.get(0).reshape(3, 3).diagonal(1).square(), nine);
    differentiable(t -> t.get(0).diag(-1).square(), three);
    differentiable(t -> t.get(0).reshape(3, 3).tril(0).square().roll(0, 1), nine);
    differentiable(t -> t.get(0).tile(2).square().repeatInterleave(0, 2), three);
    differentiable(t -> t.get(0).outer(t.get(1)).add(t.get(0).dot(t.get(1))), three, three);
    differentiable(t -> t.get(0).clamp(-0.5, 1).square(), nine);
    differentiable(
        t -> t.get(0).scatter(0, tensor(new long[] {4, 0, 7}), t.get(1)).square(), nine, three);
    differentiable(
        t -> einsum("ij,kj,k->i", t.get(0).reshape(3, 3), t.get(0).reshape(3, 3), t.get(1)),
        nine,
        three);
    differentiable(t -> einsum("ii,i->i", t.get(0).reshape(3, 3), t.get(1)), nine, three);
  }
}
