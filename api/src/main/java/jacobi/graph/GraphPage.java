package jacobi.graph;

import jacobi.op.ElementwiseChain;
import jacobi.op.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A page about compiled steps. Of each, the steps go down and memory goes to the right: a bar says
/// from which step to which a value is needed, bars in one column share a buffer, and a dot on the
/// left says how large what a step makes is.
final class GraphPage {
  private static final int ROW = 16;
  private static final int LEFT = 420;
  private static final int COLUMN = 14;

  private static final String STYLE =
      "body{font:14px sans-serif;margin:2em}svg{font:11px monospace}pre{background:#f4f4f4;"
          + "padding:1em;overflow:auto}";

  private final Blueprint blueprint;
  private final Explanation words;
  private final StringBuilder text;

  private GraphPage(Blueprint blueprint, StringBuilder text) {
    this.blueprint = blueprint;
    this.words = new Explanation(blueprint);
    this.text = text;
  }

  /// The page.
  static String of(List<Blueprint> all) {
    var text =
        new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .append("<title>Compiled steps</title><style>%s</style></head><body>".formatted(STYLE));
    all.forEach(each -> new GraphPage(each, text).write());
    return text.append("</body></html>\n").toString();
  }

  private void write() {
    text.append("<h1>").append(escape(words.title())).append("</h1>\n");
    text.append("<p>").append(escape(words.summary())).append("<br>");
    text.append(escape(words.memory())).append("</p>\n");
    picture();
    text.append("<details><summary>All steps</summary><pre>");
    text.append(escape(words.text())).append("</pre></details>\n");
  }

  private void picture() {
    Graph graph = blueprint.graph();
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < graph.steps().size(); i++) {
      if (!(graph.steps().get(i) instanceof Step.Apply(View _, var _, var _))) {
        shown.add(i);
      }
    }
    int width = LEFT + COLUMN * blueprint.memory().buffers().size() + COLUMN;
    int height = ROW * (shown.size() + 1);
    text.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\">"
            .formatted(width, height, width));
    for (int row = 0; row < shown.size(); row++) {
      Step step = graph.steps().get(shown.get(row));
      boolean fused = step instanceof Step.Apply(ElementwiseChain _, var _, var _);
      double y = ROW * (row + 0.8);
      add("<text x=\"20\" y=\"%.1f\" fill=\"%s\">", y, fused ? "#b3541e" : "#333");
      text.append("<title>").append(escape(Explanation.line(graph, step))).append("</title>");
      text.append(escape(label(graph, step))).append("</text>\n");
      double size = Math.log10(bytes(graph, step) + 1.0);
      add("<circle cx=\"10\" cy=\"%.1f\" r=\"%.1f\" fill=\"#888\"/>\n", y - 4, size / 2 + 1);
    }
    bars(graph, shown);
    text.append("</svg>\n");
  }

  /// A bar for each value, from the row that makes it to the last that uses it.
  private void bars(Graph graph, List<Integer> shown) {
    int[] roots = graph.roots();
    blueprint
        .memory()
        .of()
        .forEach((place, buffer) -> {
          int from = shown.size();
          int to = -1;
          for (int row = 0; row < shown.size(); row++) {
            Step step = graph.steps().get(shown.get(row));
            if (step.out().contains(place)) {
              from = Math.min(from, row);
              to = Math.max(to, row);
            }
            if (step.in().stream().anyMatch(in -> roots[in] == place)) {
              to = Math.max(to, row);
            }
          }
          if (to >= from) {
            bar(graph.values().get(place), place, buffer, from, to);
          }
        });
  }

  private void bar(Value value, int place, int buffer, int from, int to) {
    add(
        "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" rx=\"3\""
            + " fill=\"hsl(%d,55%%,65%%)\">",
        LEFT + COLUMN * buffer,
        ROW * from + 2.0,
        COLUMN - 3,
        ROW * (to - from + 1) - 4.0,
        place * 47 % 360);
    String tip =
        "%%%d %s, %s, buffer %d"
            .formatted(place, value.spec(), Explanation.bytes(value.bytes()), buffer);
    text.append("<title>").append(escape(tip)).append("</title></rect>\n");
  }

  private static String label(Graph graph, Step step) {
    int made = step.out().getFirst();
    String ops =
        step instanceof Step.Apply(ElementwiseChain chain, var _, var _)
            ? chain.links().size() + " ops in a chain"
            : Explanation.name(step);
    return "%s  %s".formatted(ops, graph.values().get(made).spec());
  }

  private static long bytes(Graph graph, Step step) {
    return step.out().stream().mapToLong(place -> graph.values().get(place).bytes()).sum();
  }

  private void add(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  private static String escape(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
