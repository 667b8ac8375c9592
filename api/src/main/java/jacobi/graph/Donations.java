package jacobi.graph;

import jacobi.op.Op;
import jacobi.op.View;
import jacobi.spi.Needs;
import jacobi.spi.Support;
import jacobi.tensor.Cell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds the values that cells are to hold which can be written where the cell's old value lies:
/// the device allows it, and nobody reads the old value any more.
///
/// Steps that do so go last, after everything that may fail, so that a step that fails has changed
/// nothing.
final class Donations {
  private final Graph graph;
  private final Map<Integer, Needs> needs;
  private final int[] roots;
  private final Map<Integer, Cell> cells = new LinkedHashMap<>();

  private Donations(Graph graph, Map<Integer, Needs> needs) {
    this.graph = graph;
    this.needs = needs;
    this.roots = graph.roots();
  }

  /// What a device needs for each step that it carries out.
  static Map<Integer, Needs> needs(Graph graph, Target target) {
    var draft = new Draft(graph);
    Map<Integer, Needs> needs = new HashMap<>();
    for (int i = 0; i < graph.steps().size(); i++) {
      if (graph.steps().get(i) instanceof Step.Apply apply
          && !(apply.op() instanceof View)
          && target.supports(Lowering.spec(draft, apply)) instanceof Support.Native(Needs all)) {
        needs.put(i, all);
      }
    }
    return needs;
  }

  /// The graph with steps that write into cells last.
  static Graph last(Graph graph, Target target) {
    var donations = new Donations(graph, needs(graph, target));
    List<Integer> ranks = new ArrayList<>();
    for (int i = 0; i < graph.steps().size(); i++) {
      boolean writes = !donations.written(i).isEmpty();
      ranks.add(writes ? i + graph.steps().size() : i);
    }
    List<Step> sorted = Order.of(graph.steps(), ranks);
    return new Graph(graph.values(), graph.sources(), sorted, graph.written(), graph.results());
  }

  /// The values of such a graph that are written into a cell.
  static Map<Integer, Cell> of(Graph graph, Map<Integer, Needs> needs) {
    var donations = new Donations(graph, needs);
    for (int i = graph.steps().size() - 1; i >= 0; i--) {
      int step = i;
      donations
          .written(i)
          .forEach((place, cell) -> {
            if (donations.isLast(step, cell)) {
              donations.cells.put(place, cell);
            }
          });
      if (donations.mayFail(i)) {
        break;
      }
    }
    return donations.cells;
  }

  /// What a step makes that may lie where a cell's old value does.
  private Map<Integer, Cell> written(int step) {
    Map<Integer, Cell> written = new LinkedHashMap<>();
    if (!needs.containsKey(step)) {
      return written;
    }
    Step at = graph.steps().get(step);
    for (Needs.Donation pair : needs.get(step).donations()) {
      int in = at.in().get(pair.operand());
      int out = at.out().get(pair.result());
      if (graph.sources().get(in) instanceof Source.Held(Cell cell)
          && Integer.valueOf(out).equals(graph.written().get(cell))
          && isPlain(at, in, out)) {
        written.put(out, cell);
      }
    }
    return written;
  }

  /// Whether a step reads a value only as it lies, and as large as what takes its place.
  private boolean isPlain(Step step, int in, int out) {
    for (int place : step.in()) {
      if (roots[place] == in && place != in) {
        return false;
      }
    }
    return graph.values().get(in).spec().equals(graph.values().get(out).spec());
  }

  private boolean isLast(int step, Cell cell) {
    for (int i = step + 1; i < graph.steps().size(); i++) {
      for (int place : graph.steps().get(i).in()) {
        if (graph.sources().get(roots[place]) instanceof Source.Held(Cell read) && read == cell) {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether what it finds in its operands may make a step fail: an index out of range.
  private boolean mayFail(int step) {
    if (!(graph.steps().get(step) instanceof Step.Apply apply)) {
      return false;
    }
    Op op = apply.op();
    boolean integers = false;
    for (int place : apply.in()) {
      integers |= !graph.values().get(place).dtype().isFloat();
    }
    return !(op instanceof View) && (!needs.containsKey(step) || (integers && !isTame(op)));
  }

  /// Ops that take integers as they come.
  private static boolean isTame(Op op) {
    return Chains.isElementwise(op) || op instanceof jacobi.op.Copy.Plain;
  }
}
