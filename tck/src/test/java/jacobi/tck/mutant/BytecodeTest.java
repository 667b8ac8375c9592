package jacobi.tck.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Mutants of class files are drawn by lot, tried in a virtual machine of their own, and counted.
class BytecodeTest {
  private static final String NOT_PRODUCTS = "^(?!.*MatMulKernel)";

  private static Point point(int number) {
    return new Point("a.B", "run", "c0de", number, 1, "ISUB instead of IADD");
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
    assertFalse(score(fates).isPassed(), "17 of 20 are no 95 of 100");
    assertFalse(score(fates, 9).isPassed(), "that one was killed");
    assertFalse(score(fates, 0).isPassed());
    // 17 of 18 are less, 17 of 17 are all.
    assertFalse(score(fates, 0, 1).isPassed());
    assertTrue(score(fates, 0, 1, 2).isPassed());
    assertFalse(score(List.of()).isPassed(), "nothing was tried");
    String verdict = score(fates, 0, 1, 2).lines(1).getLast();
    assertTrue(verdict.startsWith("PASSED: 17 of 20 mutants killed, 85.0 %"), verdict);
  }

  private static Score score(List<Fate> fates, int... excused) {
    Map<String, String> reasons = new HashMap<>();
    for (int number : excused) {
      reasons.put(point(number).key(), "it is equal");
    }
    return new Score(fates, reasons, List.of());
  }

  @Test
  void aReasonHoldsForTheCodeItWasFoundFor() {
    var changed = new Point("a.B", "run", "beef", 0, 1, "ISUB instead of IADD");
    Map<String, String> reasons = Map.of(point(0).key(), "it is equal");
    List<String> stale = Survivors.stale(reasons, List.of(changed));
    assertEquals(List.of(point(0).key()), stale);
    assertEquals(List.of(), Survivors.stale(reasons, List.of(point(0))));
    List<String> lines =
        new Score(List.of(new Fate(changed, false, "no test fails")), reasons, stale).lines(0);
    assertTrue(lines.getFirst().startsWith("SURVIVED " + changed), lines.toString());
    assertTrue(lines.get(1).startsWith("stale    " + point(0).key()), lines.toString());
  }

  @Test
  void aReasonIsRefutedByATest() {
    List<String> lines =
        new Score(
                List.of(new Fate(point(0), true, "7.1/ADD/F32")),
                Map.of(point(0).key(), "it is equal"),
                List.of())
            .lines(0);
    assertTrue(lines.getFirst().startsWith("refuted  " + point(0)), lines.toString());
  }

  @Test
  void everyKeyHoldsWhatTheMethodDoes() {
    Map<String, String> reasons = Survivors.read("cpu");
    assertTrue(reasons.size() >= 10, reasons.keySet().toString());
    reasons.forEach((key, reason) -> assertTrue(key.matches("[^@]+@[0-9a-f]{8}#[0-9]+"), key));
    assertEquals(Map.of(), Survivors.read("acme"));
  }

  /// Otherwise a line of one class would make it another lot, and every survivor a new one.
  @Test
  void theLotHardlyChangesWithTheBackend() {
    var draw = new Draw("cpu", "^(?!.*MatMulKernel)", 7, 20);
    List<Point> all = draw.lot().all();
    List<Point> fewer = new ArrayList<>(all);
    fewer.removeFirst();
    List<Point> one = draw.order(all).subList(0, 20);
    List<Point> other = draw.order(fewer).subList(0, 20);
    assertTrue(one.stream().filter(other::contains).count() >= 19, one + " and " + other);
  }
}
