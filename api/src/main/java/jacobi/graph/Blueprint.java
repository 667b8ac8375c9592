package jacobi.graph;

import jacobi.spi.Needs;
import jacobi.tensor.Cell;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that is decided before a graph runs on a device.
///
/// @param captured the graph as the step wrote it down
/// @param graph what is carried out
/// @param needs what the device needs for each step that it carries out itself
/// @param once steps that depend on nothing that changes, carried out when the graph first runs
/// @param inPlace values that are written where a cell's old value lies
/// @param memory where all others lie
public record Blueprint(
    Graph captured,
    Graph graph,
    Map<Integer, Needs> needs,
    Set<Integer> once,
    Map<Integer, Cell> inPlace,
    Memory memory) {
  /// What is kept from run to run although it could be made again.
  private static final long KEPT_BYTES = 64 << 10;

  /// Compiles a graph.
  public static Blueprint of(Graph captured, Target target) {
    Pass tidy =
        new DeadCode()
            .then(new Constants())
            .then(new Simplification())
            .then(new CommonSubexpressions())
            .then(new DeadCode());
    Pass all =
        tidy.then(new Lowering(target))
            .then(tidy)
            .then(new Lowering(target))
            .then(new CommonSubexpressions())
            .then(new DeadCode())
            .then(new Chains(target))
            .then(new DeadCode())
            .then(new Copies(target))
            .then(new Endings())
            .then(new Thrift(target));
    Graph graph = Donations.last(all.apply(captured), target);
    Map<Integer, Needs> needs = Donations.needs(graph, target);
    Set<Integer> once = once(graph);
    Map<Integer, Cell> inPlace = Donations.of(graph, needs);
    Memory memory = Lifetimes.plan(graph, needs, once, inPlace);
    return new Blueprint(captured, graph, needs, once, inPlace, memory);
  }

  private static Set<Integer> once(Graph graph) {
    int[] roots = graph.roots();
    Set<Integer> constant = new HashSet<>();
    graph
        .sources()
        .forEach((place, source) -> {
          if (source instanceof Source.ClosedOver) {
            constant.add(place);
          }
        });
    Set<Integer> left = new HashSet<>(graph.written().values());
    graph.results().forEach(place -> left.add(roots[place]));
    Set<Integer> once = new HashSet<>();
    List<Step> steps = graph.steps();
    for (int i = 0; i < steps.size(); i++) {
      long bytes = 0;
      boolean fixed = true;
      for (int place : steps.get(i).out()) {
        bytes += roots[place] == place ? graph.values().get(place).bytes() : 0;
        fixed &= !left.contains(roots[place]);
      }
      for (int place : steps.get(i).in()) {
        fixed &= constant.contains(roots[place]);
      }
      if (fixed && bytes <= KEPT_BYTES) {
        once.add(i);
        constant.addAll(steps.get(i).out());
      }
    }
    return once;
  }
}
