package jacobi.graph;

import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.Binary;
import jacobi.op.Composite;
import jacobi.op.Copy;
import jacobi.op.ElementwiseChain;
import jacobi.op.ElementwiseChain.Link;
import jacobi.op.Fill;
import jacobi.op.HostDefault;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.op.Where;
import jacobi.spi.Support;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts elementwise steps of one shape that use each other together, if the device claims the chain
/// that they make: what would go through memory stays in registers.
final class Chains implements Pass {
  /// Arrays that a loop goes through at once.
  private static final int OPERANDS = 12;

  /// Work of a chain on few elements: generated methods have a greatest size.
  private static final int MOST_WORK = 450;

  /// Work of a chain on many elements: loops on vectors have a smaller one.
  private static final int MOST_VECTOR_WORK = 180;

  /// Fewer elements than this are few.
  private static final int FEW = 64;

  private final Target target;

  Chains(Target target) {
    this.target = target;
  }

  @Override
  public Graph apply(Graph graph) {
    var draft = new Draft(graph);
    List<Step> steps = graph.steps();
    var units = new Units(steps);
    for (int i = 0; i < steps.size(); i++) {
      if (isLink(graph, steps.get(i))) {
        join(graph, units, i);
      }
    }
    List<Step> fused = new ArrayList<>();
    List<Integer> ranks = new ArrayList<>();
    Map<Integer, Set<Integer>> users = users(graph);
    for (List<Integer> unit : units.all()) {
      Step.Apply chain = unit.size() == 1 ? null : chain(graph, units, unit, users);
      boolean claimed =
          chain != null && target.supports(Lowering.spec(draft, chain)) instanceof Support.Native;
      for (int step : claimed ? unit.subList(0, 1) : unit) {
        fused.add(claimed ? chain : steps.get(step));
        ranks.add(step);
      }
    }
    Order.of(fused, ranks).forEach(draft::add);
    return draft.end();
  }

  private static void join(Graph graph, Units units, int step) {
    for (int place : graph.steps().get(step).in()) {
      int maker = units.maker(place);
      if (maker >= 0
          && isLink(graph, graph.steps().get(maker))
          && shape(graph, maker).equals(shape(graph, step))
          && work(graph, units.of(maker)) + work(graph, units.of(step)) <= most(graph, step)
          && operands(graph, units, maker, step) <= OPERANDS) {
        units.join(maker, step);
      }
    }
  }

  private static long operands(Graph graph, Units units, int a, int b) {
    return units.operands(a, b).stream().filter(place -> !isFull(graph, units, place)).count();
  }

  private static boolean isFull(Graph graph, Units units, int place) {
    int maker = units.maker(place);
    return maker >= 0
        && graph.steps().get(maker) instanceof Step.Apply apply
        && apply.op() instanceof Fill.Full;
  }

  private static int most(Graph graph, int step) {
    return shape(graph, step).elements() < FEW ? MOST_WORK : MOST_VECTOR_WORK;
  }

  private static int work(Graph graph, List<Integer> steps) {
    return steps.stream().mapToInt(k -> work(((Step.Apply) graph.steps().get(k)).op())).sum();
  }

  /// About how many instructions an op is.
  private static int work(Op op) {
    return switch (op) {
      case Unary unary ->
          switch (unary) {
            case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, SQRT, NOT -> 1;
            case EXP, LOG, TANH, ERF -> 30;
            case EXPM1, LOG1P, SIN, COS -> 40;
          };
      case Binary binary -> binary == Binary.POW ? 80 : 1;
      case Activation f -> f == Activation.RELU ? 1 : 50;
      case ActivationBackward(Activation f) -> f == Activation.RELU ? 2 : 60;
      case Primitive _, View _, HostDefault _, Composite _ -> 1;
    };
  }

  private static Shape shape(Graph graph, int step) {
    return graph.values().get(graph.steps().get(step).out().getFirst()).layout().shape();
  }

  private static boolean isLink(Graph graph, Step step) {
    if (!(step instanceof Step.Apply apply) || !isElementwise(apply.op())) {
      return false;
    }
    Shape result = graph.values().get(apply.out().getFirst()).layout().shape();
    boolean lines = result.elements() > 0;
    for (int place : apply.in()) {
      lines &= isLine(graph.values().get(place).layout().expand(result));
    }
    return lines;
  }

  static boolean isElementwise(Op op) {
    return switch (op) {
      case Unary _, Binary _, Where _, Copy.Cast _ -> true;
      case Activation _, ActivationBackward _ -> true;
      case Primitive _, View _, HostDefault _, Composite _ -> false;
    };
  }

  /// Whether neighbors along the last axis lie side by side, or in one place.
  private static boolean isLine(Layout layout) {
    for (int axis = layout.shape().rank() - 1; axis >= 0; axis--) {
      if (layout.shape().size(axis) > 1) {
        return layout.stride(axis) == 0 || layout.stride(axis) == 1;
      }
    }
    return true;
  }

  /// Who uses each value, by step; results and what cells hold are used by −1.
  private static Map<Integer, Set<Integer>> users(Graph graph) {
    Map<Integer, Set<Integer>> users = new HashMap<>();
    for (int i = 0; i < graph.steps().size(); i++) {
      for (int in : graph.steps().get(i).in()) {
        users.computeIfAbsent(in, _ -> new HashSet<>()).add(i);
      }
    }
    List<Integer> kept = new ArrayList<>(graph.results());
    kept.addAll(graph.written().values());
    kept.forEach(place -> users.computeIfAbsent(place, _ -> new HashSet<>()).add(-1));
    return users;
  }

  private static Step.Apply chain(
      Graph graph, Units units, List<Integer> unit, Map<Integer, Set<Integer>> users) {
    Set<Integer> made = new HashSet<>();
    unit.forEach(step -> made.addAll(graph.steps().get(step).out()));
    Map<Integer, Integer> operands = new LinkedHashMap<>();
    for (int step : unit) {
      for (int place : graph.steps().get(step).in()) {
        if (!made.contains(place) && !isFull(graph, units, place)) {
          operands.putIfAbsent(place, operands.size());
        }
      }
    }
    Map<Integer, Integer> known = new HashMap<>(operands);
    List<Link> links = new ArrayList<>();
    List<Integer> results = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    for (int step : unit) {
      var apply = (Step.Apply) graph.steps().get(step);
      for (int place : apply.in()) {
        if (!known.containsKey(place)) {
          known.put(place, operands.size() + links.size());
          links.add(new Link(maker(graph, units, place), List.of()));
        }
      }
      int place = apply.out().getFirst();
      known.put(place, operands.size() + links.size());
      if (!Set.copyOf(unit).containsAll(users.getOrDefault(place, Set.of()))) {
        results.add(links.size());
        out.add(place);
      }
      links.add(new Link(apply.op(), apply.in().stream().map(known::get).toList()));
    }
    var op = new ElementwiseChain(operands.size(), links, results);
    return new Step.Apply(op, List.copyOf(operands.keySet()), out);
  }

  private static Op maker(Graph graph, Units units, int place) {
    return ((Step.Apply) graph.steps().get(units.maker(place))).op();
  }
}
