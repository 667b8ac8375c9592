package jacobi.graph;

import jacobi.op.ElementwiseChain;
import jacobi.op.ElementwiseChain.Link;
import jacobi.op.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a compiler made of a step, in words: the graph as it was written down, as it is carried
/// out, and the memory for it.
///
/// ```text
/// step of F32 [2, 3]
/// as written down, 3 steps:
///   %0 F32 [2, 3]: argument 0
///   %1 F32 [2, 3] = EXP(%0)
///   %2 F32 [2, 3] = ADD(%1, %0)
///   %3 F32 [] = REDUCE_SUM(%2)
///   returns %3
///
/// as carried out, 2 steps, 2 ops in 1 chains, 0 steps in the first run only:
///   %2 F32 [2, 3] = ELEMENTWISE_CHAIN(%0) {t0 = EXP(%0); t1 = ADD(t0, %0)} in buffer 0
/// …
/// ```
public final class Explanation {
  private final Blueprint blueprint;

  /// Of a compiled step.
  public Explanation(Blueprint blueprint) {
    this.blueprint = blueprint;
  }

  /// A line about the whole.
  public String title() {
    List<String> in = new ArrayList<>();
    Graph captured = blueprint.captured();
    captured
        .sources()
        .forEach((place, source) -> {
          if (source instanceof Source.Argument) {
            in.add(spec(captured, place));
          }
        });
    return "step of " + (in.isEmpty() ? "no arguments" : String.join(", ", in));
  }

  /// All of it.
  public String text() {
    var text = new StringBuilder(title()).append('\n');
    Graph before = blueprint.captured();
    text.append("as written down, %d steps:\n".formatted(before.steps().size()));
    lines(before).forEach(line -> text.append("  ").append(line).append('\n'));
    text.append('\n').append(summary()).append(":\n");
    lines(blueprint.graph()).forEach(line -> text.append("  ").append(line).append('\n'));
    return text.append('\n').append(memory()).append('\n').toString();
  }

  /// How many steps there are and how many were fused.
  public String summary() {
    int chains = 0;
    int fused = 0;
    for (Step step : blueprint.graph().steps()) {
      if (step instanceof Step.Apply(ElementwiseChain chain, var _, var _)) {
        chains++;
        fused += chain.links().size();
      }
    }
    return "as carried out, %d steps, %d ops in %d chains, %d steps in the first run only"
        .formatted(blueprint.graph().steps().size(), fused, chains, blueprint.once().size());
  }

  /// What the plan takes, and what op by op would.
  public String memory() {
    Memory memory = blueprint.memory();
    return "memory: %s in %d buffers for %d values, %d more lie in cells; op by op, %s"
        .formatted(
            bytes(memory.bytes()),
            memory.buffers().size(),
            memory.of().size(),
            blueprint.inPlace().size(),
            bytes(Lifetimes.peak(blueprint.captured())));
  }

  /// Sources, steps and what is left behind, a line each.
  @SuppressWarnings("ReferenceEquality") // Of its own graph alone a blueprint knows the places.
  private List<String> lines(Graph graph) {
    List<String> lines = new ArrayList<>();
    graph
        .sources()
        .forEach((place, source) ->
            lines.add("%%%d %s: %s".formatted(place, spec(graph, place), source(source))));
    for (int i = 0; i < graph.steps().size(); i++) {
      Step step = graph.steps().get(i);
      lines.add(line(graph, step) + (graph == blueprint.graph() ? place(step, i) : ""));
    }
    graph.written().forEach((_, place) -> lines.add("a cell then holds %" + place));
    lines.add(
        "returns "
            + String.join(", ", graph.results().stream().map(place -> "%" + place).toList()));
    return lines;
  }

  private static String source(Source source) {
    return switch (source) {
      case Source.Argument(int position) -> "argument " + position;
      case Source.Held _ -> "what a cell holds";
      case Source.Input _ -> "what the host says in each run";
      case Source.ClosedOver _ -> "closed over, the same in all runs";
    };
  }

  /// A step such as `%4 F32 [2, 3] = MUL(%0, %1)`.
  static String line(Graph graph, Step step) {
    List<String> out =
        step.out().stream().map(place -> "%" + place + " " + spec(graph, place)).toList();
    List<String> in = step.in().stream().map(place -> "%" + place).toList();
    String made =
        "%s = %s(%s)".formatted(String.join(", ", out), name(step), String.join(", ", in));
    return step instanceof Step.Apply(ElementwiseChain chain, var _, var _)
        ? made + " " + links(chain, step.in())
        : made;
  }

  /// The name of what a step does.
  static String name(Step step) {
    return switch (step) {
      case Step.Apply apply -> apply.op().name();
      case Step.Assemble _ -> "ASSEMBLE";
    };
  }

  /// The ops of a chain, such as `{a = MUL(%0, %1); b = TANH(a)}`.
  static String links(ElementwiseChain chain, List<Integer> in) {
    List<String> ops = new ArrayList<>();
    for (int k = 0; k < chain.links().size(); k++) {
      Link link = chain.links().get(k);
      List<String> operands =
          link.in().stream()
              .map(place -> place < in.size() ? "%" + in.get(place) : "t" + (place - in.size()))
              .toList();
      ops.add("t%d = %s(%s)".formatted(k, link.op().name(), String.join(", ", operands)));
    }
    return "{" + String.join("; ", ops) + "}";
  }

  /// Where the result lies.
  private String place(Step step, int index) {
    int first = step.out().getFirst();
    Integer buffer = blueprint.memory().of().get(first);
    String once = blueprint.once().contains(index) ? ", in the first run" : "";
    if (blueprint.inPlace().containsKey(first)) {
      return " in its cell" + once;
    }
    return buffer == null ? once : " in buffer " + buffer + once;
  }

  private static String spec(Graph graph, int place) {
    Spec spec = graph.values().get(place).spec();
    return spec.dtype() + " " + spec.shape();
  }

  /// Bytes for people.
  static String bytes(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024);
  }
}
