package jacobi.graph;

import jacobi.op.Copy;
import jacobi.op.View;
import jacobi.spi.Support;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where a value was copied for another order of its axes, elementwise steps behind that read the
/// copy: the value itself, which is as large, need not be kept for them.
final class Copies implements Pass {
  private final Target target;

  Copies(Target target) {
    this.target = target;
  }

  @Override
  public Graph apply(Graph graph) {
    var draft = new Draft(graph);
    Map<Integer, Step.Apply> permuted = new HashMap<>();
    Set<Integer> kept = new HashSet<>(graph.sources().keySet());
    kept.addAll(graph.written().values());
    kept.addAll(graph.results());
    for (int i = 0; i < graph.steps().size(); i++) {
      Step step = graph.steps().get(i).on(draft::now);
      draft.add(step);
      if (step instanceof Step.Apply apply && apply.op() instanceof View.Permute) {
        permuted.put(apply.out().getFirst(), apply);
      }
      if (step instanceof Step.Apply(Copy.Plain _, List<Integer> in, List<Integer> out)) {
        Step.Apply view = permuted.get(in.getFirst());
        if (view != null && !kept.contains(view.in().getFirst())) {
          mirror(draft, i, view, out.getFirst());
        }
      }
    }
    return draft.end();
  }

  /// Lets steps behind one read the copy that it made of a view.
  private void mirror(Draft draft, int step, Step.Apply view, int copy) {
    View.Permute back = ((View.Permute) view.op()).inverse();
    int x = view.in().getFirst();
    if (x >= draft.from().values().size()) {
      return;
    }
    var seen = new Value(draft.value(x).dtype(), back.of(draft.value(copy).layout()));
    if (draft.value(x).isPlain() && mayRead(draft.from(), step, x, seen)) {
      int place = draft.add(seen);
      draft.add(new Step.Apply(back, List.of(copy), List.of(place)));
      draft.replace(x, place);
    }
  }

  /// Whether all who use a value behind a step are elementwise and take it as it would lie.
  private boolean mayRead(Graph graph, int step, int x, Value seen) {
    var draft = new Draft(graph);
    draft.lay(x, seen);
    boolean used = false;
    for (Step each : graph.steps().subList(step + 1, graph.steps().size())) {
      if (each.in().contains(x)) {
        used = true;
        if (!(each instanceof Step.Apply apply) || !takes(draft, apply)) {
          return false;
        }
      }
    }
    return used;
  }

  private boolean takes(Draft draft, Step.Apply step) {
    return Chains.isElementwise(step.op())
        && target.supports(Lowering.spec(draft, step)) instanceof Support.Native(var needs)
        && !needs.isContiguous();
  }
}
