package jacobi.models.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.models.train.History.Epoch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  private static final String HEADER =
      "epoch,loss,accuracy,validation_loss,validation_accuracy,gradient_norm:w";

  private static final History HISTORY =
      new History(
          List.of(
              new Epoch(1, new Score(2.5, 0.1), new Score(1 / 3.0, 0.5), Map.of("w", 1e-30)),
              new Epoch(2, new Score(0.1, 0.9), null, Map.of("w", Double.NaN))));

  @Test
  void aTableHasAHeaderAndALineAnEpochAndIsReadBackWithAllDigits() {
    assertEquals(
        HEADER + "\n1,2.5,0.1,0.3333333333333333,0.5,1.0E-30\n2,0.1,0.9,,,NaN\n", HISTORY.csv());
    assertEquals(HISTORY, History.parse(HISTORY.csv()));
    assertEquals(History.nothing(), History.parse(History.nothing().csv()));
  }

  @Test
  void linesOfJsonHaveNullForWhatJsonLacks() {
    assertEquals(
        """
        {"epoch":1,"loss":2.5,"accuracy":0.1,"validation_loss":0.3333333333333333,\
        "validation_accuracy":0.5,"gradient_norms":{"w":1.0E-30}}
        {"epoch":2,"loss":0.1,"accuracy":0.9,"gradient_norms":{"w":null}}
        """,
        HISTORY.jsonLines());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2,1,1,,,1\n", "1,1,1,,\n", "1,1,1,,,1,1\n", "1,x,1,,,1\n", "1,1,1,1,,1\n", "\n"})
  void malformedLinesAreRefused(String line) {
    assertThrows(TrainingException.class, () -> History.parse(HEADER + "\n" + line));
  }

  @Test
  void theBestEpochIsTheFirstOfEqualsAndThereMayBeNone() {
    var held = new Score(1, 0.5);
    var train = new Score(1, 1);
    var history =
        new History(
            List.of(
                new Epoch(1, train, new Score(1, 0.4), Map.of()),
                new Epoch(2, train, held, Map.of()),
                new Epoch(3, train, held, Map.of())));
    assertEquals(2, history.best().number());
    assertEquals(null, History.nothing().best());
  }
}
