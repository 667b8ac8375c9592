package jacobi.tck.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Mutants of class files are drawn by lot, tried in a virtual machine of their own, and counted.
class BytecodeTest {
  private static final String NOT_PRODUCTS = "^(?!.*MatMulKernel)";

  private static Point point(int number) {
    return new Point("a.B", "run", number, 1, "ISUB instead of IADD");
  }

  @Test
  void theKitKillsMutantsOfAKernel() {
    List<String> said = new ArrayList<>();
    Score score = new Bytecode("cpu", NOT_PRODUCTS, 1, 6, "C07").run(said::add);
    assertTrue(said.getFirst().startsWith("6 of "), said.getFirst());
    assertEquals(6, score.fates().size());
    long killed = score.fates().stream().filter(Fate::killed).count();
    assertTrue(killed >= 4, score.lines(0).toString());
    assertTrue(
        score.fates().stream()
            .filter(Fate::killed)
            .anyMatch(fate -> fate.how().startsWith("7.") && fate.how().contains("MATMUL")),
        score.fates().toString());
  }

  @Test
  void theLotIsTheSameEachTime() {
    var draw = new Draw("cpu", NOT_PRODUCTS, 7, 20);
    assertEquals(draw.lot().points(), draw.lot().points());
    assertFalse(
        draw.lot().points().equals(new Draw("cpu", NOT_PRODUCTS, 8, 20).lot().points()),
        "another seed, other points");
    assertTrue(
        draw.lot().points().stream().allMatch(point -> point.type().contains("MatMulKernel")));
  }

  @Test
  void whatIsAsRightAsTheBackendDoesNotCount() {
    List<Fate> fates = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      fates.add(new Fate(point(i), i >= 3, "7.1/ADD/F32"));
    }
    Map<String, String> reasons = Map.of("a.B.run#0", "it is equal", "a.B.run#1", "it is slow");
    assertFalse(new Score(fates, Map.of()).isPassed(), "17 of 20 are no 95 of 100");
    assertFalse(new Score(fates, Map.of("a.B.run#9", "it was killed")).isPassed());
    assertFalse(new Score(fates, Map.of("a.B.run#0", "one alone")).isPassed());
    // 17 of 18 are less, 17 of 17 are all.
    assertFalse(new Score(fates, reasons).isPassed());
    assertTrue(new Score(fates, reasonsOfThree(reasons)).isPassed());
    assertFalse(new Score(List.of(), Map.of()).isPassed(), "nothing was tried");
    String verdict = new Score(fates, reasonsOfThree(reasons)).lines(1).getLast();
    assertTrue(verdict.startsWith("PASSED: 17 of 20 mutants killed, 85.0 %"), verdict);
  }

  private static Map<String, String> reasonsOfThree(Map<String, String> two) {
    Map<String, String> three = new java.util.HashMap<>(two);
    three.put("a.B.run#2", "nobody asks");
    return three;
  }
}
