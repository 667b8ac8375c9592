package jacobi.tck.mutant;

import jacobi.tck.run.Outcome;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Runs tests against one mutant after the other, and tells by lines what happens.
///
/// | line | |
/// | --- | --- |
/// | `test 17` | a test begins |
/// | `killed 3` and a message | a test saw mutant 3 |
/// | `survived 3` | none did |
final class Trials {
  static final String TEST = "test ";
  static final String KILLED = "killed ";
  static final String SURVIVED = "survived ";

  private Trials() {}

  /// Runs tasks, each of which is the number of a mutant and those of tests: `3 17,18,19`.
  static void run(Draw draw, Plan plan, List<String> tasks, Consumer<String> out) {
    Draw.Lot lot = draw.lot();
    for (String task : tasks) {
      String[] parts = task.split(" ", -1);
      int number = Integer.parseInt(parts[0]);
      List<Integer> tests = Stream.of(parts[1].split(",")).map(Integer::valueOf).toList();
      String found = killed(lot, lot.points().get(number), draw, plan, tests, out);
      out.accept(
          found.isEmpty()
              ? SURVIVED + number
              : KILLED + number + " " + found.replaceAll("\\s+", " "));
    }
  }

  private static String killed(
      Draw.Lot lot, Point point, Draw draw, Plan plan, List<Integer> tests, Consumer<String> out) {
    Map<String, byte[]> classes = new HashMap<>(lot.classes());
    classes.put(point.type(), lot.changed(point));
    var run = new Run(new Loader(classes).options(draw.backend()), plan, _ -> {});
    try (Stream<Run.Pending> each = run.each()) {
      List<Run.Pending> all = each.toList();
      for (int test : tests) {
        out.accept(TEST + test);
        Outcome outcome = all.get(test).run().get();
        if (outcome.failed() > 0) {
          return outcome.test().id() + " " + outcome.failures().getFirst().message();
        }
      }
    } catch (RuntimeException | LinkageError | VirtualMachineError broken) {
      return "the session " + broken;
    }
    return "";
  }
}
