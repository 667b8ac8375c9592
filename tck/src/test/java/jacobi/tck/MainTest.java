package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The command line: what it answers and with which code it ends.
class MainTest {
  private record Run(int code, List<String> out, String err) {
    String last() {
      return out.getLast();
    }
  }

  private static Run run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Run(code, out.toString().lines().toList(), err.toString());
  }

  @Test
  void passedIs0AndTheVerdictComesLast() {
    Run run = run("--backend", "cpu", "--budget", "quick", "--case", "7.1/ADD/F32");
    assertEquals(0, run.code(), run.out().toString());
    assertTrue(run.last().startsWith("PASSED: cpu"), run.last());
  }

  @Test
  void aBackendThatIsNotThereFails() {
    Run run = run("--backend", "acme", "--profile", "core", "--budget", "quick");
    assertEquals(1, run.code());
    assertTrue(run.last().startsWith("FAILED: nothing could be tried"), run.last());
  }

  @Test
  void aKitThatDoesNotProveItselfFails() {
    Run run =
        run("--backend", "cpu", "--budget", "quick", "--case", "7.1/ADD", "--without-canaries");
    assertEquals(1, run.code());
    assertTrue(run.last().startsWith("INVALID"), run.last());
  }

  @Test
  void wrongUsageIs2() {
    assertEquals(2, run().code());
    assertEquals(2, run("--backend", "cpu", "--profile", "gold").code());
    Run run = run("--backend", "cpu", "--case", "everything");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("'everything' is no selection"), run.err());
  }

  @Test
  void functionsAreMeasuredAtFloats() {
    Run run = run("ulps", "--every", "65536", "exp", "pow");
    assertEquals(0, run.code(), run.out().toString());
    assertTrue(run.out().getFirst().contains("65,536 points"), run.out().toString());
    assertEquals("PASSED: as declared", run.last());
    assertEquals(2, run("ulps", "expp").code());
    assertEquals(2, run("ulps", "--every", "0").code());
  }

  @Test
  void testsAreListedByTheNamesOfTheirRules() {
    Run run = run("--backend", "cpu", "--list", "--case", "10.1/MUL");
    assertEquals(List.of("required_10_1_MUL_F64", "required_10_1_MUL_F32"), run.out());
  }

  @Test
  void theKitMeasuresItself() {
    Run run = run("mutation", "--only", "S01,S54", "--seeds", "2");
    assertEquals(0, run.code(), run.out().toString());
    String verdict = "PASSED: 1 of 1 saboteurs killed with each of 2 seeds, 1 without a place";
    assertTrue(run.last().startsWith(verdict), run.last());
    assertEquals(2, run("mutation", "--only", "S00").code());
    assertEquals(2, run("mutation", "--seeds", "0").code());
  }
}
