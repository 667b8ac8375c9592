package jacobi.tck.report;

import jacobi.tck.run.Failure;
import jacobi.tck.run.Outcome;
import jacobi.tck.run.Result;
import jacobi.tck.spec.Category;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `conformance.html`: one page that needs nothing else, well-formed as XML too.
public final class ConformanceHtml {
  private static final int WORST = 25;

  private static final String STYLE =
      """
      body { font: 14px/1.5 sans-serif; margin: 2em; color: #222; }
      p, li { max-width: 75em; } h3 { margin-bottom: 0; } h3 + p { margin-top: 0; }
      table { border-collapse: collapse; }
      td, th { border: 1px solid #ddd; padding: 1px 5px; text-align: left; white-space: nowrap; }
      #heat { font-size: 12px; } #heat td { text-align: right; min-width: 2em; }
      #heat tr:first-child th { position: sticky; top: 0; background: #fff; }
      #heat th:first-child { position: sticky; left: 0; background: #fff; }
      .passed { background: #bfe5bf; } .failed { background: #f2a6a6; }
      .missing { background: #f5d7a1; } .untested { background: #e4e4e4; }
      .key { padding: 2px 6px; margin-right: 1em; }
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
    html.append(
        "</p>\n<p><a href=\"#failures\">Failures</a> · <a href=\"#heat\">Ops and categories</a>");
    html.append(
        " · <a href=\"#worst\">Worst errors</a> · <a href=\"#untested\">Untested</a></p>\n");
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
    html.append("<h2>Ops and categories</h2>\n<p>");
    for (String key : List.of("passed", "failed", "missing", "untested")) {
      html.append("<span class=\"key %1$s\">%1$s</span>".formatted(key));
    }
    html.append("a number is the worst error as a part of its bound</p>\n<p>");
    text(
        categories.stream()
            .map(category -> category + "\u00a0" + category.title().replace(' ', '\u00a0'))
            .collect(Collectors.joining(" · ")));
    html.append("</p>\n<table id=\"heat\"><tr><th>op</th>");
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
    return one.worst() > 0 ? String.format(Locale.ROOT, "%.2f", one.worst()) : "";
  }

  private static Outcome worse(Outcome a, Outcome b) {
    return badness(b) > badness(a) ? b : a;
  }

  private static double badness(Outcome one) {
    return one.failed() > 0 ? 2 : one.isUntested() ? -1 : one.worst();
  }

  private void failures() {
    html.append("<h2 id=\"failures\">Failures</h2>\n");
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
        found(failure.message(), failure.id());
        if (!failure.smallest().equals(failure.id())) {
          html.append("<br/>smallest: ");
          found(failure.smallestMessage(), failure.smallest());
        }
        html.append("</li>\n");
      }
      html.append("</ul>\n");
    }
  }

  private void found(String message, String selection) {
    text(message);
    html.append("<br/><code>");
    text(result.command(selection));
    html.append("</code>");
  }

  private void worst() {
    html.append("<h2 id=\"worst\">Worst errors as a part of their bounds</h2>\n<table>\n");
    result.outcomes().stream()
        .filter(one -> one.worst() > 0)
        .sorted(Comparator.comparingDouble(Outcome::worst).reversed())
        .limit(WORST)
        .forEach(one -> {
          html.append("<tr><td>");
          text(one.worstCase());
          html.append(String.format(Locale.ROOT, "</td><td>%.3f</td>", one.worst()));
          html.append(
              "<td style=\"width:200px\"><div class=\"bar\" style=\"width:%d%%\"></div></td></tr>\n"
                  .formatted((int) Math.min(100, one.worst() * 100)));
        });
    html.append("</table>\n");
  }

  private void untested() {
    html.append("<h2 id=\"untested\">Untested</h2>\n<ul>\n");
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
