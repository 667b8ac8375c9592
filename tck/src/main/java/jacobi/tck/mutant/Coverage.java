package jacobi.tck.mutant;

import jacobi.tck.run.Outcome;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which tests come by which points.
///
/// Tests of one op are taken together, and have the backend loaded anew: what a backend makes at
/// the first call of an op and keeps, such as generated code, is then seen to be theirs.
final class Coverage {
  private Coverage() {}

  /// The tests of an op.
  ///
  /// @param tests their numbers in the plan
  /// @param nanos how long each took
  /// @param points the points they come by
  /// @param failed those that the correct backend fails: they kill nothing
  record Group(List<Integer> tests, List<Long> nanos, List<Integer> points, List<Integer> failed) {
    /// How long all of them took.
    long total() {
      return nanos.stream().mapToLong(Long::longValue).sum();
    }

    private String line() {
      return "%s\t%s\t%s\t%s".formatted(join(tests), join(nanos), join(points), join(failed));
    }

    private static String join(List<?> numbers) {
      return String.join(",", numbers.stream().map(String::valueOf).toList());
    }

    static Group of(String line) {
      String[] parts = line.split("\t", -1);
      return new Group(
          split(parts[0]).map(Integer::valueOf).toList(),
          split(parts[1]).map(Long::valueOf).toList(),
          split(parts[2]).map(Integer::valueOf).toList(),
          split(parts[3]).map(Integer::valueOf).toList());
    }

    private static Stream<String> split(String numbers) {
      return numbers.isEmpty() ? Stream.of() : Stream.of(numbers.split(","));
    }
  }

  /// Runs the tests of a plan and tells of each group by a line.
  static void run(Draw draw, Plan plan, Consumer<String> out) {
    Draw.Lot lot = draw.lot();
    Map<String, List<Integer>> groups = new LinkedHashMap<>();
    var tests = new Run(new Loader(lot.classes()).options(draw.backend()), plan, _ -> {}).tests();
    for (int i = 0; i < tests.size(); i++) {
      groups.computeIfAbsent(tests.get(i).op(), _ -> new ArrayList<>()).add(i);
    }
    for (List<Integer> members : groups.values()) {
      out.accept(group(members, new Probes(lot), draw, plan).line());
    }
  }

  private static Group group(List<Integer> members, Probes probes, Draw draw, Plan plan) {
    List<Long> nanos = new ArrayList<>();
    List<Integer> failed = new ArrayList<>();
    Arrays.fill(probes.seen(), false);
    var run = new Run(probes.loader().options(draw.backend()), plan, _ -> {});
    try (Stream<Run.Pending> each = run.each()) {
      List<Run.Pending> all = each.toList();
      for (int test : members) {
        Outcome outcome = all.get(test).run().get();
        nanos.add(outcome.nanos());
        if (outcome.failed() > 0) {
          failed.add(test);
        }
      }
    }
    boolean[] seen = probes.seen().clone();
    List<Integer> points = IntStream.range(0, seen.length).filter(i -> seen[i]).boxed().toList();
    return new Group(members, nanos, points, failed);
  }
}
