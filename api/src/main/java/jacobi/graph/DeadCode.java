package jacobi.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Drops steps whose results nobody uses. What the host is asked for stays, for asking has effects,
/// such as a random stream that moves on.
final class DeadCode implements Pass {
  @Override
  public Graph apply(Graph graph) {
    Set<Integer> live = new HashSet<>(graph.results());
    live.addAll(graph.written().values());
    List<Step> kept = new ArrayList<>();
    for (Step step : graph.steps().reversed()) {
      if (step.out().stream().anyMatch(live::contains)) {
        kept.add(step);
        live.addAll(step.in());
      }
    }
    var sources = new LinkedHashMap<>(graph.sources());
    sources
        .entrySet()
        .removeIf(
            each -> !live.contains(each.getKey()) && !(each.getValue() instanceof Source.Input));
    return new Graph(graph.values(), sources, kept.reversed(), graph.written(), graph.results());
  }
}
