package jacobi.tck.run;

import jacobi.tck.spec.Category;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// How far a backend at work is, and what to do next.
///
/// @param level from 0, nothing yet, to 5, done
/// @param next what to do, for people
public record Rung(int level, String next) {

  /// A step of the ladder.
  private record Step(String says, Set<Category> categories) {}

  private static final List<Step> STEPS =
      List.of(
          new Step("be found and opened", EnumSet.of(Category.C01, Category.C02)),
          new Step("move elements in and out", EnumSet.of(Category.C03)),
          new Step(
              "compute every primitive (hand the rest to jacobi.spi.Reference)",
              EnumSet.of(Category.C07, Category.C23, Category.C33)),
          new Step(
              "be right for all shapes, layouts, values and errors",
              EnumSet.of(
                  Category.C04,
                  Category.C05,
                  Category.C06,
                  Category.C08,
                  Category.C09,
                  Category.C16)),
          new Step(
              "be right where gradients come together",
              EnumSet.of(
                  Category.C10,
                  Category.C11,
                  Category.C12,
                  Category.C13,
                  Category.C14,
                  Category.C15)));

  /// The rung of a backend that could not be opened.
  static Rung none(String why) {
    return new Rung(0, "be found and opened: " + why.lines().findFirst().orElse(why));
  }

  /// The highest rung below which nothing fails.
  static Rung of(List<Outcome> outcomes) {
    for (int i = 0; i < STEPS.size(); i++) {
      Step step = STEPS.get(i);
      List<Outcome> failing = failing(outcomes, step.categories());
      if (!failing.isEmpty()) {
        return new Rung(i, step.says() + ": " + what(failing));
      }
    }
    List<Outcome> rest = failing(outcomes, EnumSet.allOf(Category.class));
    return rest.isEmpty()
        ? new Rung(5, "nothing: every test that ran passed")
        : new Rung(5, "be fit for training at length: " + what(rest));
  }

  private static List<Outcome> failing(List<Outcome> outcomes, Set<Category> categories) {
    return outcomes.stream()
        .filter(one -> one.failed() > 0 && categories.contains(one.test().rule().category()))
        .toList();
  }

  private static String what(List<Outcome> failing) {
    Set<String> missing = new TreeSet<>();
    Set<String> wrong = new TreeSet<>();
    for (Outcome one : failing) {
      (one.isMissing() ? missing : wrong).add(one.test().op());
    }
    List<String> parts = new ArrayList<>();
    if (!missing.isEmpty()) {
      parts.add("declined " + String.join(", ", missing));
    }
    if (!wrong.isEmpty()) {
      parts.add("wrong " + String.join(", ", wrong));
    }
    return String.join("; ", parts) + "; begin with " + failing.getFirst().test().id();
  }
}
