package jacobi.tck.report;

import jacobi.tck.run.Failure;
import jacobi.tck.run.Outcome;
import jacobi.tck.run.Result;
import jacobi.tck.spec.Category;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// `conformance.html`: one page that needs nothing else, well-formed as XML too.
public final class ConformanceHtml {
  private static final int WORST = 25;

  private static final String STYLE =
      """
      body { font: 14px/1.4 sans-serif; margin: 2em; max-width: 80em; }
      table { border-collapse: collapse; }
      td, th { border: 1px solid #ccc; padding: 2px 6px; text-align: left; }
      .passed { background: #bfe5bf; } .failed { background: #f2a6a6; }
      .missing { background: #f5d7a1; } .untested { background: #e4e4e4; }
      .bar { background: #7aa6d8; height: 10px; } code { background: #f3f3f3; }
      """;

  private final Result result;
  private final StringBuilder html = new StringBuilder();

  private ConformanceHtml(Result result) {
    this.result = result;
  }

  /// The text of the page.
  public static String of(Result result) {
    var page = new ConformanceHtml(result);
    page.write();
    return page.html.toString();
  }

  private void write() {
    html.append("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head>");
    html.append("<meta charset=\"utf-8\"/><title>Conformance of ");
    text(result.backend());
    html.append("</title><style>").append(STYLE).append("</style></head><body>\n<h1>");
    text("%s: %s".formatted(result.backend(), result.verdict()));
    html.append("</h1>\n<p>");
    text(Summary.about(result));
    html.append("</p>\n<p>");
    text("Rung R%d. Next: %s".formatted(result.rung().level(), result.rung().next()));
    html.append("</p>\n");
    heat();
    failures();
    worst();
    untested();
    html.append("</body></html>\n");
  }

  private void text(String text) {
    html.append(Markup.escape(text));
  }

  /// Ops down, categories across; a cell is as bad as the worst of its tests.
  private void heat() {
    Set<Category> categories = EnumSet.noneOf(Category.class);
    Map<String, Map<Category, Outcome>> ops = new TreeMap<>();
    for (Outcome one : result.outcomes()) {
      Category category = one.test().rule().category();
      categories.add(category);
      ops.computeIfAbsent(one.test().op(), _ -> new EnumMap<>(Category.class))
          .merge(category, one, ConformanceHtml::worse);
    }
    html.append("<h2>Ops and categories</h2>\n<table id=\"heat\"><tr><th>op</th>");
    for (Category category : categories) {
      html.append("<th title=\"").append(category.title()).append("\">");
      html.append(category).append("</th>");
    }
    html.append("</tr>\n");
    ops.forEach((op, cells) -> {
      html.append("<tr><th>");
      text(op);
      html.append("</th>");
      for (Category category : categories) {
        Outcome one = cells.get(category);
        html.append(
            one == null
                ? "<td></td>"
                : "<td class=\"%s\">%s</td>".formatted(ConformanceJson.status(one), ratio(one)));
      }
      html.append("</tr>\n");
    });
    html.append("</table>\n");
  }

  private static String ratio(Outcome one) {
    return one.worst() > 0 ? "%.2f".formatted(one.worst()) : "";
  }

  private static Outcome worse(Outcome a, Outcome b) {
    return badness(b) > badness(a) ? b : a;
  }

  private static double badness(Outcome one) {
    return one.failed() > 0 ? 2 : one.isUntested() ? -1 : one.worst();
  }

  private void failures() {
    html.append("<h2>Failures</h2>\n");
    List<Outcome> failed = result.outcomes().stream().filter(one -> one.failed() > 0).toList();
    if (failed.isEmpty()) {
      html.append("<p>None.</p>\n");
    }
    for (Outcome one : failed) {
      html.append("<h3>").append(one.test().name()).append("</h3>\n<p>");
      text(one.test().rule().text());
      html.append("</p>\n<ul>");
      for (Failure failure : one.failures()) {
        html.append("<li>");
        text(failure.message());
        html.append("<br/>smallest: ");
        text(failure.smallestMessage());
        html.append("<br/><code>");
        text(result.command(failure.smallest()));
        html.append("</code></li>");
      }
      html.append("</ul>\n");
    }
  }

  private void worst() {
    html.append("<h2>Worst errors as a part of their bounds</h2>\n<table>\n");
    result.outcomes().stream()
        .filter(one -> one.worst() > 0)
        .sorted(Comparator.comparingDouble(Outcome::worst).reversed())
        .limit(WORST)
        .forEach(one -> {
          html.append("<tr><td>");
          text(one.worstCase());
          html.append("</td><td>%.3f</td>".formatted(one.worst()));
          html.append(
              "<td style=\"width:200px\"><div class=\"bar\" style=\"width:%d%%\"></div></td></tr>\n"
                  .formatted((int) Math.min(100, one.worst() * 100)));
        });
    html.append("</table>\n");
  }

  private void untested() {
    html.append("<h2>Untested</h2>\n<ul>\n");
    Stream.concat(
            result.untested().stream().map(rule -> rule.untested() + ": " + rule.text()),
            result.outcomes().stream()
                .filter(Outcome::isUntested)
                .map(one -> one.test().name() + ": " + one.untested()))
        .forEach(line -> {
          html.append("<li>");
          text(line);
          html.append("</li>\n");
        });
    html.append("</ul>\n");
  }
}
