package jacobi.tck.run;

import jacobi.tck.trial.Budget;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// How the kit runs.
///
/// @param seed the master seed: the same cases on every machine
/// @param filter which tests, all of the profile if it names none
/// @param stopsAtFirst whether the first failure ends the run
/// @param provesItself whether each category is first seen to fail against a fake; a run that does
///   not is INVALID
/// @param classPath what the lines that rerun a case say of where the backend is, or nothing
public record Plan(
    Profile profile,
    Set<Extra> extras,
    Budget budget,
    long seed,
    Filter filter,
    boolean stopsAtFirst,
    boolean provesItself,
    String classPath) {

  /// The set is copied.
  public Plan {
    extras = Set.copyOf(extras);
  }

  /// The quick run of profile Training, seed 1.
  public static Plan of() {
    return new Plan(Profile.TRAINING, Set.of(), Budget.QUICK, 1, Filter.all(), false, true, "");
  }

  /// The same for another profile.
  public Plan with(Profile other) {
    return new Plan(other, extras, budget, seed, filter, stopsAtFirst, provesItself, classPath);
  }

  /// The same with another budget.
  public Plan with(Budget other) {
    return new Plan(profile, extras, other, seed, filter, stopsAtFirst, provesItself, classPath);
  }

  /// The same with other extras.
  public Plan with(Set<Extra> others) {
    return new Plan(profile, others, budget, seed, filter, stopsAtFirst, provesItself, classPath);
  }

  /// The same with another seed.
  public Plan withSeed(long other) {
    return new Plan(profile, extras, budget, other, filter, stopsAtFirst, provesItself, classPath);
  }

  /// The same for some of the tests.
  public Plan with(Filter other) {
    return new Plan(profile, extras, budget, seed, other, stopsAtFirst, provesItself, classPath);
  }

  /// The same, ending at the first failure.
  public Plan stoppingAtFirst() {
    return new Plan(profile, extras, budget, seed, filter, true, provesItself, classPath);
  }

  /// The same, where the backend is in these jars.
  public Plan withClassPath(String jars) {
    return new Plan(profile, extras, budget, seed, filter, stopsAtFirst, provesItself, jars);
  }

  /// The line that reruns a case.
  public String command(String backend, String selection) {
    var line = new StringBuilder("tck/bin/jacobi-tck --backend ").append(backend);
    if (!classPath.isEmpty()) {
      line.append(" --class-path ").append(classPath.contains(" ") ? quoted(classPath) : classPath);
    }
    line.append(" --profile ").append(lower(profile));
    if (!extras.isEmpty()) {
      line.append(" --with ")
          .append(extras.stream().sorted().map(Plan::lower).collect(Collectors.joining(",")));
    }
    return line.append(" --budget ")
        .append(lower(budget))
        .append(" --seed ")
        .append(seed)
        .append(" --case ")
        .append(quoted(selection))
        .toString();
  }

  private static String quoted(String word) {
    return "'" + word + "'";
  }

  private static String lower(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  /// The same without seeing each category fail first: for those who plant faults themselves.
  public Plan withoutCanaries() {
    return new Plan(profile, extras, budget, seed, filter, stopsAtFirst, false, classPath);
  }
}
