package jacobi.graph;

import jacobi.op.ElementwiseChain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// Computes large elementwise values again where they are needed much later, from operands that are
/// kept anyway, instead of keeping them: the activations of a deep network, which the reverse pass
/// comes back to. The bits are the same.
final class Recomputation implements Pass {
  /// Steps between two uses: shallow networks are better off with a pass less over memory.
  private static final int FAR = 32;

  /// Less is not worth a step.
  private static final long LEAST_BYTES = 64 << 10;

  @Override
  public Graph apply(Graph graph) {
    Map<Integer, List<Integer>> again = new Search(graph).again();
    var draft = new Draft(graph);
    for (int i = 0; i < graph.steps().size(); i++) {
      for (int made : again.getOrDefault(i, List.of())) {
        if (graph.steps().get(made).on(draft::now) instanceof Step.Apply(var op, var in, var out)) {
          int place = draft.add(draft.value(out.getFirst()));
          draft.add(new Step.Apply(op, in, List.of(place)));
          draft.replace(out.getFirst(), place);
        }
      }
      draft.add(graph.steps().get(i).on(draft::now));
    }
    return draft.end();
  }

  /// Finds the values.
  private static final class Search {
    private final Graph graph;
    private final int[] roots;

    /// Steps that read a memory.
    private final Map<Integer, NavigableSet<Integer>> readers = new HashMap<>();

    /// What is kept, or belongs to others.
    private final Set<Integer> kept = new HashSet<>();

    private final Set<Integer> recomputed = new HashSet<>();

    Search(Graph graph) {
      this.graph = graph;
      roots = graph.roots();
      kept.addAll(graph.sources().keySet());
      graph.written().values().forEach(place -> kept.add(roots[place]));
      graph.results().forEach(place -> kept.add(roots[place]));
      for (int i = 0; i < graph.steps().size(); i++) {
        for (int place : graph.steps().get(i).in()) {
          readers.computeIfAbsent(roots[place], _ -> new TreeSet<>()).add(i);
        }
      }
    }

    /// Of each step those that are carried out again before it.
    Map<Integer, List<Integer>> again() {
      Map<Integer, List<Integer>> again = new HashMap<>();
      for (int i = 0; i < graph.steps().size(); i++) {
        if (graph.steps().get(i) instanceof Step.Apply step && isLarge(step)) {
          int value = step.out().getFirst();
          int later = later(value);
          if (later >= 0 && isReadAsItIs(value, later) && isKept(step, later)) {
            again.computeIfAbsent(later, _ -> new ArrayList<>()).add(i);
            recomputed.add(value);
          }
        }
      }
      return again;
    }

    private boolean isLarge(Step.Apply step) {
      int value = step.out().getFirst();
      boolean elementwise =
          Chains.isElementwise(step.op()) || step.op() instanceof ElementwiseChain;
      return elementwise
          && step.out().size() == 1
          && !kept.contains(value)
          && graph.values().get(value).bytes() >= LEAST_BYTES;
    }

    /// The first step that reads a value long after the one before, or −1.
    private int later(int value) {
      int before = -1;
      for (int step : readers.getOrDefault(value, new TreeSet<>())) {
        if (before >= 0 && step - before >= FAR) {
          return step;
        }
        before = step;
      }
      return -1;
    }

    /// Whether no step from one on reads a value through a view that was taken before.
    private boolean isReadAsItIs(int value, int from) {
      Set<Integer> views = new HashSet<>();
      for (Step step : graph.steps().subList(0, from)) {
        for (int out : step.out()) {
          if (roots[out] == value && out != value) {
            views.add(out);
          }
        }
      }
      for (Step step : graph.steps().subList(from, graph.steps().size())) {
        for (int place : step.in()) {
          if (views.contains(place)) {
            return false;
          }
        }
      }
      return true;
    }

    /// Whether all operands of a step are there anyway when another is carried out.
    private boolean isKept(Step.Apply step, int later) {
      for (int place : step.in()) {
        int root = roots[place];
        boolean read =
            kept.contains(root) || readers.getOrDefault(root, new TreeSet<>()).last() >= later;
        if (!read || recomputed.contains(root)) {
          return false;
        }
      }
      return true;
    }
  }
}
