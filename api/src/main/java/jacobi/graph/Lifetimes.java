package jacobi.graph;

import jacobi.spi.Needs;
import jacobi.tensor.Cell;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// From which step to which each value of a graph is needed, and which take the place of others.
final class Lifetimes {
  private final Graph graph;
  private final Map<Integer, Needs> needs;
  private final Set<Integer> once;
  private final int[] roots;
  private final Map<Integer, Memory.Need> of = new HashMap<>();

  private Lifetimes(Graph graph, Map<Integer, Needs> needs, Set<Integer> once) {
    this.graph = graph;
    this.needs = needs;
    this.once = once;
    this.roots = graph.roots();
  }

  /// The buffers that steps need, but for results and values that lie in cells.
  static Memory plan(
      Graph graph, Map<Integer, Needs> needs, Set<Integer> once, Map<Integer, Cell> cells) {
    var lifetimes = new Lifetimes(graph, needs, once);
    lifetimes.find();
    Set<Integer> elsewhere = new HashSet<>(cells.keySet());
    graph.results().forEach(place -> elsewhere.add(lifetimes.roots[place]));
    lifetimes.share(elsewhere);
    elsewhere.forEach(lifetimes.of::remove);
    Map<Integer, Memory.Need> scratch = new HashMap<>();
    needs.forEach((step, each) -> {
      if (each.scratch() > 0) {
        var type = graph.values().get(graph.steps().get(step).out().getFirst()).dtype();
        scratch.put(step, new Memory.Need(type, each.scratch(), step, step));
      }
    });
    return Memory.of(lifetimes.of, scratch);
  }

  /// The most bytes that the steps of a graph hold at once if each result has memory of its own
  /// from the step that makes it to the last that uses it.
  static long peak(Graph graph) {
    var lifetimes = new Lifetimes(graph, Map.of(), Set.of());
    lifetimes.find();
    int steps = graph.steps().size();
    long[] change = new long[steps + 1];
    for (Memory.Need need : lifetimes.of.values()) {
      long bytes = need.elements * need.dtype.bytes();
      change[need.from] += bytes;
      change[Math.min(need.to, steps - 1) + 1] -= bytes;
    }
    long live = 0;
    long peak = 0;
    for (int i = 0; i < steps; i++) {
      live += change[i];
      peak = Math.max(peak, live);
    }
    return peak;
  }

  private void find() {
    for (int i = 0; i < graph.steps().size(); i++) {
      Step step = graph.steps().get(i);
      for (int place : step.in()) {
        extend(roots[place], i);
      }
      for (int place : step.out()) {
        if (roots[place] == place) {
          Value made = graph.values().get(place);
          boolean kept = once.contains(i);
          of.put(
              place,
              new Memory.Need(made.dtype(), made.layout().shape().elements(), kept ? -1 : i, i));
          extend(place, kept ? Integer.MAX_VALUE : i);
        }
      }
    }
    Set<Integer> kept = new HashSet<>(graph.results());
    kept.addAll(graph.written().values());
    kept.forEach(place -> extend(roots[place], Integer.MAX_VALUE));
  }

  private void extend(int root, int to) {
    Memory.Need need = of.get(root);
    if (need != null) {
      need.to = Math.max(need.to, to);
    }
  }

  /// Puts results where operands lie that are not needed any more.
  private void share(Set<Integer> elsewhere) {
    for (int i = 0; i < graph.steps().size(); i++) {
      List<Needs.Donation> pairs = needs.containsKey(i) ? needs.get(i).donations() : List.of();
      Step step = graph.steps().get(i);
      Set<Integer> given = new HashSet<>();
      for (Needs.Donation pair : once.contains(i) ? List.<Needs.Donation>of() : pairs) {
        int in = step.in().get(pair.operand());
        int out = step.out().get(pair.result());
        boolean free = isFree(step, in, out, i) && !elsewhere.contains(out);
        if (free && !given.contains(roots[in]) && given.add(out)) {
          given.add(roots[in]);
          Memory.Need need = Objects.requireNonNull(of.get(roots[in]));
          need.to = Objects.requireNonNull(of.get(out)).to;
          of.put(out, need);
        }
      }
    }
  }

  private boolean isFree(Step step, int in, int out, int at) {
    Memory.Need need = of.get(roots[in]);
    if (need == null || need.to != at || !graph.values().get(in).isPlain()) {
      return false;
    }
    for (int place : step.in()) {
      if (roots[place] == roots[in] && !graph.values().get(place).equals(graph.values().get(in))) {
        return false;
      }
    }
    return graph.values().get(in).dtype() == graph.values().get(out).dtype()
        && need.elements >= graph.values().get(out).layout().shape().elements();
  }
}
