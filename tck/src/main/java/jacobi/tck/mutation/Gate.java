package jacobi.tck.mutation;

import jacobi.Options;
import jacobi.tck.run.Extra;
import jacobi.tck.run.Failure;
import jacobi.tck.run.Filter;
import jacobi.tck.run.Outcome;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Profile;
import jacobi.tck.run.Result;
import jacobi.tck.run.Run;
import jacobi.tck.trial.Budget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Runs saboteurs against the categories that must see them: each with every seed, until the first
/// failure.
public final class Gate {
  private final Options options;
  private final Plan plan;

  /// A gate on a backend.
  ///
  /// @param options how the correct backend is opened
  public Gate(Options options, Budget budget) {
    this.options = options;
    // What a backend should is binding, and every category is there.
    this.plan =
        Plan.of()
            .with(Profile.FULL)
            .with(Set.of(Extra.STRICT))
            .with(budget)
            .stoppingAtFirst()
            .withoutCanaries();
  }

  /// What became of a saboteur.
  ///
  /// @param kills with how many seeds it was seen
  /// @param seeds how many were tried
  /// @param cases how many cases were needed at most
  /// @param nanos how long all of it took
  /// @param message what was found last, or why it was not
  public record Kill(
      Saboteur saboteur, int kills, int seeds, int cases, long nanos, String message) {
    /// True if no seed let it pass.
    public boolean isSure() {
      return kills == seeds;
    }
  }

  /// Tries saboteurs with seeds from 1 on.
  ///
  /// @param listener is told of each one as it is done
  public List<Kill> run(List<Saboteur> saboteurs, int seeds, Consumer<Kill> listener) {
    List<Kill> kills = new ArrayList<>();
    for (Saboteur saboteur : saboteurs) {
      Kill kill = run(saboteur, seeds);
      kills.add(kill);
      listener.accept(kill);
    }
    return kills;
  }

  private Kill run(Saboteur saboteur, int seeds) {
    long start = System.nanoTime();
    int kills = 0;
    int cases = 0;
    String message = "";
    for (int seed = 1; seed <= seeds; seed++) {
      Result result = result(saboteur.in(options), saboteur.selection(), seed);
      cases = Math.max(cases, result.outcomes().stream().mapToInt(Outcome::cases).sum());
      String found = found(result);
      boolean named = found.contains(saboteur.op());
      kills += !found.isEmpty() && named ? 1 : 0;
      if (found.isEmpty()) {
        message = "seed %d: no test of %s failed".formatted(seed, saboteur.selection());
      } else if (!named) {
        message = "seed %d: the message does not name it: %s".formatted(seed, found);
      } else if (kills == seed) {
        message = found;
      }
    }
    return new Kill(saboteur, kills, seeds, cases, System.nanoTime() - start, message);
  }

  /// The first failure, with the name of its test; empty if there is none.
  private static String found(Result result) {
    for (Outcome outcome : result.failures()) {
      for (Failure failure : outcome.failures()) {
        if (!failure.missing()) {
          return failure.message();
        }
      }
    }
    return "";
  }

  private Result result(Options changed, String selection, long seed) {
    Plan one = plan.with(Filter.of(selection)).withSeed(seed);
    return new Run(changed, one, _ -> {}).run();
  }

  /// Selections in which the correct backend fails, with what was found: there no kill counts.
  public Map<String, String> alarms(List<Saboteur> saboteurs, int seeds) {
    Map<String, String> alarms = new TreeMap<>();
    for (String selection : saboteurs.stream().map(Saboteur::selection).distinct().toList()) {
      for (int seed = 1; seed <= seeds; seed++) {
        Result result = result(options, selection, seed);
        if (!result.isPassed()) {
          String why = result.outcomes().isEmpty() ? "nothing ran" : found(result);
          alarms.put(selection, "seed %d: %s".formatted(seed, why));
        }
      }
    }
    return alarms;
  }
}
