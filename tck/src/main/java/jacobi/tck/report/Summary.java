package jacobi.tck.report;

import jacobi.tck.run.Failure;
import jacobi.tck.run.Outcome;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Result;
import jacobi.tck.spec.Category;
import jacobi.tck.spec.Rule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A result in words; the last line is the verdict.
public final class Summary {
  private Summary() {}

  /// What ran against what, in a sentence.
  static String about(Result result) {
    int cases = result.outcomes().stream().mapToInt(Outcome::cases).sum();
    return "%s on %s, profile %s, budget %s, seed %d: %d tests, %d cases%s"
        .formatted(
            result.backend(),
            result.device(),
            lower(result.plan().profile()),
            lower(result.plan().budget()),
            result.plan().seed(),
            result.outcomes().size(),
            cases,
            result.plan().budget().isSufficient()
                ? ""
                : " (a quick run is not sufficient for conformance)");
  }

  private static String lower(Enum<?> one) {
    return one.name().toLowerCase(java.util.Locale.ROOT);
  }

  /// A failed test with the command that reruns it.
  public static List<String> failure(Outcome outcome, Plan plan, String backend) {
    List<String> lines = new ArrayList<>();
    Failure first = outcome.failures().getFirst();
    lines.add("FAILED " + outcome.test().name() + " " + outcome.test().rule().text());
    lines.add("  " + first.message());
    if (!first.smallestMessage().equals(first.message())) {
      lines.add("  smallest: " + first.smallestMessage());
    }
    lines.add("  " + plan.command(backend, first.id()));
    return lines;
  }

  /// All lines.
  public static List<String> of(Result result) {
    List<String> lines = new ArrayList<>();
    result.failures().forEach(one -> lines.addAll(failure(one, result.plan(), result.backend())));
    result.outcomes().stream()
        .filter(one -> one.failed() > 0 && !result.failures().contains(one))
        .forEach(one -> lines.add("not followed " + one.test().name()));
    lines.add(about(result));
    categories(result).forEach((category, line) -> lines.add(category + " " + line));
    for (Result.Canary canary : result.canaries()) {
      if (!canary.seen()) {
        lines.add("%s did not see a fake: %s".formatted(canary.category(), canary.fake()));
      }
    }
    for (Rule rule : result.untested()) {
      lines.add("untested: %s %s".formatted(rule.untested(), rule.text()));
    }
    reasons(result).forEach(reason -> lines.add("untested: " + reason));
    lines.add("rung R%d, next: %s".formatted(result.rung().level(), result.rung().next()));
    lines.add(verdict(result));
    return lines;
  }

  private static Map<Category, String> categories(Result result) {
    Map<Category, int[]> counts = new EnumMap<>(Category.class);
    for (Outcome one : result.outcomes()) {
      int[] count = counts.computeIfAbsent(one.test().rule().category(), _ -> new int[4]);
      count[0]++;
      count[1] += one.failed() > 0 ? 1 : 0;
      count[2] += one.isUntested() ? 1 : 0;
      count[3] += one.cases();
    }
    Map<Category, String> lines = new EnumMap<>(Category.class);
    counts.forEach((category, count) ->
        lines.put(
            category,
            "%-22s %4d tests %6d cases%s%s"
                .formatted(
                    category.title(),
                    count[0],
                    count[3],
                    count[1] > 0 ? ", %d failed".formatted(count[1]) : "",
                    count[2] > 0 ? ", %d untested".formatted(count[2]) : "")));
    for (Category category : result.plan().profile().categories()) {
      if (!counts.containsKey(category)
          && result.untested().stream().anyMatch(rule -> rule.category() == category)) {
        lines.put(category, "%-22s untested".formatted(category.title()));
      }
    }
    return lines;
  }

  private static Set<String> reasons(Result result) {
    Map<String, Set<String>> rules = new java.util.TreeMap<>();
    for (Outcome one : result.outcomes()) {
      if (one.isUntested()) {
        rules.computeIfAbsent(one.untested(), _ -> new TreeSet<>()).add(one.test().rule().number());
      }
    }
    Set<String> lines = new TreeSet<>();
    rules.forEach(
        (reason, numbers) -> lines.add("%s: %s".formatted(String.join(", ", numbers), reason)));
    return lines;
  }

  private static String verdict(Result result) {
    return switch (result.verdict()) {
      case PASSED ->
          "PASSED: %s follows every tested rule of profile %s%s"
              .formatted(
                  result.backend(),
                  lower(result.plan().profile()),
                  result.plan().budget().isSufficient() ? "" : ", as far as a quick run can tell");
      case FAILED ->
          result.outcomes().isEmpty()
              ? "FAILED: nothing could be tried, %s".formatted(result.rung().next())
              : "FAILED: %s breaks %d of %d tests"
                  .formatted(result.backend(), result.failures().size(), result.outcomes().size());
      case INVALID -> "INVALID: the kit was not seen to fail where it must, so this says nothing";
    };
  }
}
