package jacobi.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsTest {
  @Test
  void callsAreCountedByOpAndByShapes() {
    var calls = new Calls();
    var options = Options.of().withDriver(driver -> new TimedDriver(driver, calls));
    try (Session session = Session.open(options)) {
      session.run(() -> {
        Tensor x = Jacobi.ones(3, 5);
        Tensor y = Jacobi.ones(5, 3);
        calls.clear();
        x.mul(x).mul(x);
        y.transpose().mul(x);
        x.add(x).tanh();
        return Jacobi.zeros(7);
      });
    }
    assertEquals(6, calls.total().calls());
    assertTrue(calls.total().nanos() > 0);
    List<String> lines = calls.table(2, 1).lines().toList();
    assertEquals(4 + 1 + 5, lines.size(), lines.toString());
    assertTrue(lines.subList(0, 4).stream().anyMatch(line -> line.endsWith(" 1.5 calls  MUL")));
    for (String end :
        List.of(
            " 1.0 calls  MUL [3, 5] [3, 5]",
            " 0.5 calls  MUL [3, 5]' [3, 5]",
            " 0.5 calls  TANH [3, 5]",
            " to [7]")) {
      assertTrue(lines.subList(5, 10).stream().anyMatch(line -> line.endsWith(end)), end);
    }
  }
}
