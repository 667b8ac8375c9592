package jacobi.tck.run;

import jacobi.tck.trial.Budget;
import java.util.Locale;
import java.util.Set;

/// How the kit runs.
///
/// @param seed the master seed: the same cases on every machine
/// @param filter which tests, all of the profile if it names none
/// @param stopsAtFirst whether the first failure ends the run
/// @param provesItself whether each category is first seen to fail against a fake; a run that does
///   not is INVALID
public record Plan(
    Profile profile,
    Set<Extra> extras,
    Budget budget,
    long seed,
    Filter filter,
    boolean stopsAtFirst,
    boolean provesItself) {

  /// The set is copied.
  public Plan {
    extras = Set.copyOf(extras);
  }

  /// The quick run of profile Training, seed 1.
  public static Plan of() {
    return new Plan(Profile.TRAINING, Set.of(), Budget.QUICK, 1, Filter.all(), false, true);
  }

  /// The same for another profile.
  public Plan with(Profile other) {
    return new Plan(other, extras, budget, seed, filter, stopsAtFirst, provesItself);
  }

  /// The same with another budget.
  public Plan with(Budget other) {
    return new Plan(profile, extras, other, seed, filter, stopsAtFirst, provesItself);
  }

  /// The same with other extras.
  public Plan with(Set<Extra> others) {
    return new Plan(profile, others, budget, seed, filter, stopsAtFirst, provesItself);
  }

  /// The same with another seed.
  public Plan withSeed(long other) {
    return new Plan(profile, extras, budget, other, filter, stopsAtFirst, provesItself);
  }

  /// The same for some of the tests.
  public Plan with(Filter other) {
    return new Plan(profile, extras, budget, seed, other, stopsAtFirst, provesItself);
  }

  /// The same, ending at the first failure.
  public Plan stoppingAtFirst() {
    return new Plan(profile, extras, budget, seed, filter, true, provesItself);
  }

  /// The line that reruns a case.
  public String command(String backend, String selection) {
    return "tck/bin/jacobi-tck --backend %s --profile %s --budget %s --seed %d --case '%s'"
        .formatted(
            backend,
            profile.name().toLowerCase(Locale.ROOT),
            budget.name().toLowerCase(Locale.ROOT),
            seed,
            selection);
  }

  /// The same without seeing each category fail first: for those who plant faults themselves.
  public Plan withoutCanaries() {
    return new Plan(profile, extras, budget, seed, filter, stopsAtFirst, false);
  }
}
