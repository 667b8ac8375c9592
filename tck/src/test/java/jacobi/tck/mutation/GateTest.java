package jacobi.tck.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.op.Binary;
import jacobi.tck.fake.Tampering;
import jacobi.tck.trial.Budget;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The kit finds what is planted, every one of it, and the gate tells what it does not find.
class GateTest {
  private static final Options CPU = Options.of().withBackend("cpu");

  private static final Gate GATE = new Gate(CPU, Budget.QUICK);

  private static List<Saboteur> planted() {
    return Saboteurs.all().stream().filter(Saboteur::isApplicable).toList();
  }

  @Test
  void everySaboteurIsKilledByItsCategoryAndNothingElseIsFound() {
    List<Gate.Kill> kills = GATE.run(planted(), 1, _ -> {});
    assertEquals(
        "",
        kills.stream()
            .filter(kill -> !kill.isSure())
            .map(GateReport::line)
            .collect(Collectors.joining("\n")));
    assertEquals(Map.of(), GATE.alarms(planted(), 1));
  }

  @Test
  void theListIsComplete() {
    Set<String> ids = new HashSet<>();
    Saboteurs.all().forEach(one -> assertTrue(ids.add(one.id()), one.id() + " is there twice"));
    Set<String> listed =
        IntStream.rangeClosed(1, 72).mapToObj("S%02d"::formatted).collect(Collectors.toSet());
    IntStream.rangeClosed(1, 19).mapToObj("G%02d"::formatted).forEach(listed::add);
    listed.removeAll(ids);
    assertEquals(Set.of(), listed);
    assertTrue(planted().size() >= 60, planted().size() + " have a place");
  }

  /// C31 has no tests, C29 measures time, C32 looks at class files.
  @Test
  void everyCategoryHasASaboteur() {
    Set<String> missing = new TreeSet<>();
    IntStream.rangeClosed(1, 33).mapToObj("C%02d"::formatted).forEach(missing::add);
    planted().forEach(one -> missing.remove(one.selection().substring(0, 3)));
    assertEquals(Set.of("C29", "C31", "C32"), missing);
  }

  @Test
  void whatIsNotPlantedSurvives() {
    Saboteur idle =
        Saboteur.of("S99", "C07/ADD", "nothing", Plant.after(op -> op == Binary.SUB, _ -> {}));
    List<Gate.Kill> kills = GATE.run(List.of(idle), 2, _ -> {});
    assertEquals(0, kills.getFirst().kills());
    assertFalse(GateReport.passed(kills, Map.of()));
    assertTrue(GateReport.line(kills.getFirst()).contains("SURVIVED"));
  }

  @Test
  void aFailureThatDoesNotNameTheOpIsNoKill() {
    Saboteur one =
        Saboteurs.all().stream().filter(any -> any.id().equals("S27")).findFirst().orElseThrow();
    assertTrue(GATE.run(List.of(one), 1, _ -> {}).getFirst().isSure());
    assertFalse(GATE.run(List.of(one.naming("CONV2D")), 1, _ -> {}).getFirst().isSure());
  }

  @Test
  void aBackendThatIsWrongRaisesAlarm() {
    Plant wrong = Plant.after(op -> op == Binary.ADD, call -> Tampering.add(call.out(), 0, 1));
    var gate = new Gate(wrong.change().apply(CPU), Budget.QUICK);
    Saboteur any = Saboteur.of("S98", "C07/ADD", "any", wrong);
    assertEquals(Set.of("C07/ADD"), gate.alarms(List.of(any), 1).keySet());
    assertFalse(GateReport.passed(List.of(), Map.of()));
  }
}
