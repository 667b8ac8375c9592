package jacobi.models.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.models.data.Images;
import jacobi.models.nn.Module;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  /// Its logits are its pixels, so the brightest one is the guess.
  private static final Module BRIGHTEST = x -> x.flatten(1);

  @Test
  void guessesOfClassesThatTheImagesLackAreWrong() {
    byte[] pixels = {9, 0, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0};
    var images = new Images(1, 4, pixels, new int[] {0, 1, 1});
    Evaluation evaluation = Evaluation.of(BRIGHTEST, images, 2);
    assertArrayEquals(new int[] {1, 0, 0, 0}, evaluation.confusion()[0]);
    assertArrayEquals(new int[] {0, 1, 0, 1}, evaluation.confusion()[1]);
    assertEquals(2 / 3.0, evaluation.accuracy());
    double bright = 9 / 255.0;
    double seen = Math.log(3 + Math.exp(bright));
    assertEquals((3 * seen - 2 * bright) / 3, evaluation.loss(), 1e-6);
    assertTrue(evaluation.table(List.of("a", "b")).contains("     1     0     1"));
  }
}
