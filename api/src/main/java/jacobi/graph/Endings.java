package jacobi.graph;

import jacobi.op.Copy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives what a step leaves behind memory of its own: a copy where a cell would hold, or the step
/// return, what belongs to a cell, an argument or another result.
final class Endings implements Pass {
  @Override
  public Graph apply(Graph graph) {
    var draft = new Draft(graph);
    graph.steps().forEach(draft::add);
    int[] roots = graph.roots();
    Set<Integer> taken = new HashSet<>(graph.sources().keySet());
    draft
        .written()
        .replaceAll((_, place) -> {
          boolean whole = roots[place] == place && graph.values().get(place).isPlain();
          return whole && taken.add(place) ? place : draft.add(Copy.Plain.COPY, place);
        });
    Map<Integer, Integer> copies = new HashMap<>();
    List<Integer> results = draft.results();
    results.replaceAll(place ->
        taken.contains(roots[place])
            ? copies.computeIfAbsent(place, _ -> draft.add(Copy.Plain.COPY, place))
            : place);
    return draft.end();
  }
}
