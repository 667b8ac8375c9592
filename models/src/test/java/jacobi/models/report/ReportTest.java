package jacobi.models.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.models.train.Evaluation;
import jacobi.models.train.History;
import jacobi.models.train.History.Epoch;
import jacobi.models.train.Score;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Evaluation EVALUATION =
      new Evaluation(new int[][] {{9, 1, 0}, {0, 10, 2}}, 0.25);

  private static String page(double... losses) {
    var history = History.nothing();
    for (int i = 0; i < losses.length; i++) {
      var held = new Score(losses[i] * 2, 0.25);
      history = history.plus(new Epoch(i + 1, new Score(losses[i], 0.5), held, Map.of("w", 0.1)));
    }
    return Report.html("<net> & \"data\"", history, EVALUATION, List.of("a<b", "a & b"));
  }

  private static long count(String text, String expression) {
    return Pattern.compile(expression).matcher(text).results().count();
  }

  @Test
  void thePageHasACurveForEachSplitAndASquareForEachPairOfClasses() {
    String page = page(2, 1, 0.5);
    assertEquals(4, count(page, "<svg "));
    assertEquals(5, count(page, "<polyline "));
    assertEquals(15, count(page, "<circle "));
    assertEquals(6, count(page, "<rect "));
    assertTrue(page.contains("<title>a&lt;b taken for a &amp; b: 1 of 10</title>"), page);
    assertTrue(page.contains("test accuracy 0.8636, loss 0.2500, after 3 epochs"), page);
  }

  @Test
  void pointsLieWhereTheirNumbersAre() {
    String curve = Curves.svg("t", List.of(new Curves.Curve("c", List.of(0.0, 10.0, 5.0))));
    assertTrue(curve.contains("points=\"60.0,240.0 300.0,30.0 540.0,135.0\""), curve);
    assertTrue(curve.contains(">10.0</text>"), curve);
  }

  @Test
  void thePageIsSelfContainedAndWellFormed() {
    String page = page(2, 1, 0.5);
    assertFalse(page.contains("<script") || page.contains("href") || page.contains("src="), page);
    String bare = page.replace("http://www.w3.org/2000/svg", "");
    assertFalse(bare.contains("http"), bare);
    assertEquals(count(page, "<[a-z]"), count(page, "</[a-z]") + count(page, "/>") + 1);
    assertFalse(page.contains("<net>"), page);
  }

  @Test
  void runsWithoutNumbersOrWithStrangeOnesAreDrawnToo() {
    for (double[] losses :
        new double[][] {
          {}, {1}, {1, 1}, {Double.NaN, Double.POSITIVE_INFINITY}, {0, 0}, {1e30, 1}
        }) {
      String page = page(losses);
      assertEquals(0, count(page, "[=\" ,](NaN|Infinity|-Infinity)[\", ]"), page);
    }
  }
}
