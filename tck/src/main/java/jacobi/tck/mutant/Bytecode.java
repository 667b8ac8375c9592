package jacobi.tck.mutant;

import jacobi.tck.run.Extra;
import jacobi.tck.run.Filter;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Profile;
import jacobi.tck.trial.Budget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Mutants of a backend's class files, and what the kit sees of them.
///
/// A child first runs all tests on the backend as it is and tells which of them come by which
/// points; then each mutant has the tests that come by it, the quickest first, until one fails.
public final class Bytecode {
  /// Mutants of one child: their classes and threads stay until it ends.
  private static final int BATCH = 60;

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  /// A mutant may be so many times slower than the backend.
  private static final int SLOWER = 10;

  private final Draw draw;
  private final String selection;
  private final Map<Integer, Long> nanos = new HashMap<>();

  /// What is to be drawn, and tried.
  ///
  /// @param except classes that are left alone, as a regular expression
  /// @param selection the tests that are run, as for [Filter#of]; empty for all
  public Bytecode(String backend, String except, long seed, int count, String selection) {
    this.draw = new Draw(backend, except, seed, count);
    this.selection = selection;
  }

  private Plan plan() {
    return Plan.of()
        .with(Profile.FULL)
        .with(Set.of(Extra.STRICT, Extra.HALF))
        .with(Budget.QUICK)
        .with(selection.isEmpty() ? Filter.all() : Filter.of(selection))
        .stoppingAtFirst()
        .withoutCanaries();
  }

  /// What a child does: without tasks it looks for what tests come by.
  ///
  /// @param tasks a file of tasks, or null
  public void work(@org.jspecify.annotations.Nullable Path tasks, Consumer<String> out) {
    try {
      if (tasks == null) {
        Coverage.run(draw, plan(), out);
      } else {
        Trials.run(draw, plan(), Files.readAllLines(tasks), out);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Tries all mutants.
  ///
  /// @param listener is told of each survivor
  public Score run(Consumer<String> listener) {
    Draw.Lot lot = draw.lot();
    listener.accept("%d of %d points are drawn".formatted(lot.points().size(), lot.all().size()));
    List<Coverage.Group> groups = groups();
    Map<Integer, String> tasks = tasks(lot, groups);
    listener.accept("tests come by %d of them".formatted(tasks.size()));
    Map<Integer, String> killed = killed(tasks);
    List<Fate> fates = new ArrayList<>();
    for (int i = 0; i < lot.points().size(); i++) {
      String by = killed.get(i);
      String how = by != null ? by : tasks.containsKey(i) ? "no test fails" : "no test comes by";
      fates.add(new Fate(lot.points().get(i), by != null, how));
    }
    Map<String, String> reasons = Survivors.read(draw.backend());
    return new Score(fates, reasons, Survivors.stale(reasons, lot.all()));
  }

  private List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "mutation",
                "trial",
                "--backend=" + draw.backend(),
                "--except=" + draw.except(),
                "--seed=" + draw.seed(),
                "--count=" + draw.count()));
    if (!selection.isEmpty()) {
      arguments.add("--case=" + selection);
    }
    return arguments;
  }

  private List<Coverage.Group> groups() {
    List<Coverage.Group> groups = new ArrayList<>();
    try (var child = new Child(arguments())) {
      for (String line = child.next(Long.MAX_VALUE);
          line != null && !line.equals(Child.END);
          line = child.next(Long.MAX_VALUE)) {
        groups.add(Coverage.Group.of(line));
      }
    }
    groups.sort(Comparator.comparingLong(Coverage.Group::total));
    for (Coverage.Group group : groups) {
      for (int i = 0; i < group.tests().size(); i++) {
        nanos.put(group.tests().get(i), group.nanos().get(i));
      }
    }
    return groups;
  }

  /// The task of each mutant that tests come by.
  private static Map<Integer, String> tasks(Draw.Lot lot, List<Coverage.Group> groups) {
    Map<Integer, String> tasks = new HashMap<>();
    for (int i = 0; i < lot.points().size(); i++) {
      List<String> tests = new ArrayList<>();
      for (Coverage.Group group : groups) {
        if (group.points().contains(i)) {
          Set<Integer> failed = new HashSet<>(group.failed());
          group.tests().stream()
              .filter(test -> !failed.contains(test))
              .forEach(test -> tests.add(String.valueOf(test)));
        }
      }
      if (!tests.isEmpty()) {
        tasks.put(i, i + " " + String.join(",", tests));
      }
    }
    return tasks;
  }

  private Map<Integer, String> killed(Map<Integer, String> tasks) {
    Map<Integer, String> killed = new HashMap<>();
    Deque<Integer> waiting = new ArrayDeque<>(tasks.keySet().stream().sorted().toList());
    while (!waiting.isEmpty()) {
      List<String> some = waiting.stream().limit(BATCH).map(tasks::get).toList();
      batch(some, waiting, killed);
    }
    return killed;
  }

  /// Takes those from the queue that are done with; at least one is.
  private void batch(List<String> tasks, Deque<Integer> waiting, Map<Integer, String> killed) {
    try {
      Path file = Files.createTempFile("mutants", ".txt");
      Files.write(file, tasks);
      List<String> arguments = arguments();
      arguments.add("--tasks=" + file);
      try (var child = new Child(arguments)) {
        listen(child, tasks.size(), waiting, killed);
      }
      Files.delete(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void listen(Child child, int count, Deque<Integer> waiting, Map<Integer, String> killed) {
    // The virtual machine's start and the lot.
    long allowed = 3 * PATIENCE;
    for (int done = 0; done < count; ) {
      String line = child.next(allowed);
      allowed = PATIENCE;
      if (line == null || line.equals(Child.END)) {
        killed.put(waiting.remove(), line == null ? "it does not end" : "the machine ends");
        return;
      }
      if (line.startsWith(Trials.TEST)) {
        int test = Integer.parseInt(line.substring(Trials.TEST.length()));
        allowed += SLOWER * nanos.getOrDefault(test, 0L);
      } else if (line.startsWith(Trials.KILLED)) {
        String[] parts = line.split(" ", 3);
        killed.put(Integer.valueOf(parts[1]), parts[2]);
        waiting.remove();
        done++;
      } else if (line.startsWith(Trials.SURVIVED)) {
        waiting.remove();
        done++;
      }
    }
  }
}
