package jacobi.models.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.models.data.Table;
import jacobi.models.train.CrossValidation;
import jacobi.models.train.Evaluation;
import jacobi.models.train.Execution;
import jacobi.random.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A perceptron learns two clouds, the same way from the same seed.
class CrossValidationTest {
  private static final Fit.Plan SHORT = plan(Execution.EAGER);

  private static Fit.Plan plan(Execution execution) {
    return new Fit.Plan(30, 10, 16, 8, 1e-2, 0.1, 0.1, 0.2, execution);
  }

  /// Two features, one of which tells the class, on scales far apart.
  private static Table clouds() {
    float[][] values = new float[120][2];
    int[] labels = new int[values.length];
    var random = Seed.of(5).stream();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 3 == 0 ? 1 : 0;
      values[i][0] = (float) (1000 + 10 * random.nextGaussian() + 60 * labels[i]);
      values[i][1] = (float) (1e-3 * random.nextGaussian());
    }
    return new Table(List.of("tells", "does not"), List.of("far", "near"), values, labels);
  }

  @Test
  void cloudsApartAreToldApart() {
    List<Integer> folds = new ArrayList<>();
    CrossValidation result =
        FoldFit.all(clouds(), 4, SHORT, Seed.of(1), fold -> folds.add(fold.number()));
    assertEquals(List.of(1, 2, 3, 4), folds);
    assertTrue(result.mean() > 0.97, "accuracy " + result.mean());
    int[][] whole = result.whole().confusion();
    assertEquals(80, whole[0][0] + whole[0][1]);
    assertEquals(40, whole[1][0] + whole[1][1]);
  }

  @Test
  void theSameSeedGivesTheSameFitCompiledToo() {
    int[] rows = java.util.stream.IntStream.range(0, 120).toArray();
    Fit one = Fit.of(clouds(), SHORT, Seed.of(1), rows);
    for (Execution execution : Execution.values()) {
      Fit other = Fit.of(clouds(), plan(execution), Seed.of(1), rows);
      assertEquals(one.epochs(), other.epochs());
      assertArrayEquals(
          one.model().hidden().weight().get().toFloats(),
          other.model().hidden().weight().get().toFloats());
    }
  }

  @Test
  void meanAndDeviationAreThoseOfTheFolds() {
    var half = new Evaluation(new int[][] {{1, 1}, {1, 1}}, 0.5);
    var all = new Evaluation(new int[][] {{2, 0}, {0, 2}}, 0.1);
    var result = new CrossValidation(List.of(half, all));
    assertEquals(0.75, result.mean());
    assertEquals(Math.sqrt(0.125), result.deviation(), 1e-12);
    assertArrayEquals(new int[] {3, 1}, result.whole().confusion()[0]);
    var wider = new Evaluation(new int[][] {{1, 0, 1}, {0, 2, 0}}, 0.1);
    int[][] whole = new CrossValidation(List.of(half, wider)).whole().confusion();
    assertArrayEquals(new int[] {2, 1, 1}, whole[0]);
  }
}
