package jacobi.graph;

import jacobi.op.View;
import jacobi.spi.Needs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Puts steps in an order that holds less memory at once: a step that makes more than it lets go of
/// waits for those beside it that let go of more than they make, such as the gradient of weights,
/// which is the last to need what a layer was given. Otherwise the order stays as it was.
final class Thrift implements Pass {
  /// Steps that may overtake one: what is further away belongs to another layer.
  private static final int WINDOW = 32;

  private final Target target;

  Thrift(Target target) {
    this.target = target;
  }

  @Override
  public Graph apply(Graph graph) {
    List<Step> steps = new Sorting(graph, Donations.needs(graph, target)).sorted();
    return new Graph(graph.values(), graph.sources(), steps, graph.written(), graph.results());
  }

  /// One graph, and how far its steps are.
  private static final class Sorting {
    private final Graph graph;
    private final Map<Integer, Needs> needs;
    private final int[] roots;
    private final Map<Integer, Integer> makers = new HashMap<>();

    /// What is kept, or belongs to others.
    private final Set<Integer> kept = new HashSet<>();

    /// Steps that are yet to read a memory.
    private final Map<Integer, Set<Integer>> readers = new HashMap<>();

    private final List<Set<Integer>> waiting = new ArrayList<>();
    private final TreeSet<Integer> ready = new TreeSet<>();
    private final List<Step> sorted = new ArrayList<>();

    Sorting(Graph graph, Map<Integer, Needs> needs) {
      this.graph = graph;
      this.needs = needs;
      roots = graph.roots();
      kept.addAll(graph.sources().keySet());
      graph.written().values().forEach(place -> kept.add(roots[place]));
      graph.results().forEach(place -> kept.add(roots[place]));
      for (int i = 0; i < graph.steps().size(); i++) {
        Set<Integer> before = new HashSet<>();
        for (int place : graph.steps().get(i).in()) {
          readers.computeIfAbsent(roots[place], _ -> new HashSet<>()).add(i);
          Integer maker = makers.get(place);
          if (maker != null) {
            before.add(maker);
          }
        }
        for (int place : graph.steps().get(i).out()) {
          makers.put(place, i);
        }
        waiting.add(before);
        if (before.isEmpty()) {
          ready.add(i);
        }
      }
    }

    List<Step> sorted() {
      List<List<Integer>> users = new ArrayList<>();
      waiting.forEach(_ -> users.add(new ArrayList<>()));
      for (int i = 0; i < waiting.size(); i++) {
        for (int before : waiting.get(i)) {
          users.get(before).add(i);
        }
      }
      while (!ready.isEmpty()) {
        int next = next();
        ready.remove(next);
        sorted.add(graph.steps().get(next));
        for (int place : graph.steps().get(next).in()) {
          readersOf(place).remove(next);
        }
        for (int user : users.get(next)) {
          waiting.get(user).remove(next);
          if (waiting.get(user).isEmpty()) {
            ready.add(user);
          }
        }
      }
      return sorted;
    }

    private Set<Integer> readersOf(int place) {
      return readers.getOrDefault(roots[place], new HashSet<>());
    }

    private int next() {
      int first = ready.first();
      for (int step : ready) {
        if (graph.steps().get(step) instanceof Step.Apply(View _, var _, var _)) {
          return step;
        }
      }
      int best = first;
      long least = made(first);
      if (made(first) - freed(first) < 0) {
        return first;
      }
      for (int step : ready.headSet(first + WINDOW)) {
        long made = made(step);
        if (made - freed(step) < 0 && made <= least) {
          best = step;
          least = made;
        }
      }
      return best;
    }

    /// Bytes of new memory for what a step makes.
    private long made(int step) {
      long bytes = 0;
      for (int place : graph.steps().get(step).out()) {
        bytes += roots[place] == place ? graph.values().get(place).bytes() : 0;
      }
      return bytes - inPlace(step);
    }

    /// Bytes that nobody reads once a step has.
    private long freed(int step) {
      Set<Integer> seen = new HashSet<>();
      long bytes = 0;
      for (int place : graph.steps().get(step).in()) {
        bytes += seen.add(roots[place]) && isLast(step, place) ? bytes(place) : 0;
      }
      return bytes - inPlace(step);
    }

    private long bytes(int place) {
      return graph.values().get(roots[place]).bytes();
    }

    private boolean isLast(int step, int place) {
      return !kept.contains(roots[place]) && readersOf(place).equals(Set.of(step));
    }

    /// Bytes of operands that become results.
    private long inPlace(int step) {
      Needs all = needs.get(step);
      Step at = graph.steps().get(step);
      Set<Integer> given = new HashSet<>();
      long bytes = 0;
      for (Needs.Donation pair : all == null ? List.<Needs.Donation>of() : all.donations()) {
        int in = at.in().get(pair.operand());
        int out = at.out().get(pair.result());
        long needed = graph.values().get(out).bytes();
        if (isLast(step, in) && needed <= bytes(in) && !given.contains(roots[in])) {
          bytes += given.add(out) ? needed : 0;
          given.add(roots[in]);
        }
      }
      return bytes;
    }
  }
}
