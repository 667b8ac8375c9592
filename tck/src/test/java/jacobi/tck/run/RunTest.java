package jacobi.tck.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.spi.Accuracy;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.tck.fake.Forwarding;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunTest {
  /// Makes what it says of itself anew each time, as a lambda with variables does.
  private record Fresh(Driver real, Set<Integer> asked) implements Forwarding {
    @Override
    public DriverInfo info() {
      int number = asked.size();
      Accuracy accuracy =
          (op, dtype) -> {
            asked.add(number);
            return real.info().accuracy().ulps(op, dtype);
          };
      return DriverInfo.host(real.info().name()).withAccuracy(accuracy);
    }
  }

  /// For each accuracy there is a reference of its own, which is open until the run ends.
  @Test
  void aDeviceSaysOnceHowExactItIs() {
    Set<Integer> asked = new HashSet<>();
    Options options = Options.of().withBackend("cpu").withDriver(real -> new Fresh(real, asked));
    Plan plan = Plan.of().with(Filter.of("25.1/LAYER_NORM/F32")).withoutCanaries();
    Result result = new Run(options, plan, _ -> {}).run();
    assertTrue(result.isPassed(), () -> result.failures().toString());
    assertTrue(result.outcomes().getFirst().cases() > 1, "one case shows nothing");
    assertEquals(1, asked.size());
  }
}
