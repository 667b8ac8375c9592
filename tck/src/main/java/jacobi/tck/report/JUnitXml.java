package jacobi.tck.report;

import jacobi.tck.run.Failure;
import jacobi.tck.run.Outcome;
import jacobi.tck.run.Result;

/// The XML that build servers read.
public final class JUnitXml {
  private static final double NANOS = 1e9;

  private JUnitXml() {}

  /// The text of the file.
  public static String of(Result result) {
    long failed = result.outcomes().stream().filter(one -> one.failed() > 0).count();
    long skipped = result.outcomes().stream().filter(Outcome::isUntested).count();
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">\n"
            .formatted(
                Markup.escape("jacobi.tck " + result.backend()),
                result.outcomes().size(),
                failed,
                skipped));
    result.outcomes().forEach(one -> test(xml, result, one));
    return xml.append("</testsuite>\n").toString();
  }

  private static void test(StringBuilder xml, Result result, Outcome one) {
    xml.append(
        "  <testcase classname=\"jacobi.tck.%s\" name=\"%s\" time=\"%s\">"
            .formatted(
                one.test().rule().category(),
                Markup.escape(one.test().name()),
                one.nanos() / NANOS));
    if (one.isUntested()) {
      xml.append("<skipped message=\"").append(Markup.escape(one.untested())).append("\"/>");
    }
    if (one.failed() > 0) {
      Failure first = one.failures().getFirst();
      xml.append("<failure message=\"")
          .append(Markup.escape(first.smallestMessage()))
          .append("\">");
      for (Failure failure : one.failures()) {
        xml.append(Markup.escape(failure.message() + "\n" + result.command(failure.id()) + "\n"));
      }
      xml.append("</failure>");
    }
    xml.append("</testcase>\n");
  }
}
