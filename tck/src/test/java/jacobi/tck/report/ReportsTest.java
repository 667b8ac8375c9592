package jacobi.tck.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.op.Op;
import jacobi.op.Unary;
import jacobi.rules.Accumulator;
import jacobi.rules.Rules;
import jacobi.tck.Conformance;
import jacobi.tck.run.Failure;
import jacobi.tck.run.Filter;
import jacobi.tck.run.Outcome;
import jacobi.tck.run.Plan;
import jacobi.tck.run.Result;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// Reports of one run with failures.
class ReportsTest {
  private static Result result;

  @BeforeAll
  static void run() {
    result = wrong();
  }

  /// Abs with the slope of its argument.
  private static Result wrong() {
    Rules rules =
        new Rules() {
          @Override
          public Pullback pullback(Op op, Tensor[] in, Tensor[] out) {
            return op == Unary.ABS
                ? Pullback.of(g -> g.mul(in[0]))
                : Rules.super.pullback(op, in, out);
          }
        };
    Options options = Options.of().withBackend("cpu").withRules(rules, Accumulator.STANDARD);
    return Conformance.run(options, Plan.of().with(Filter.of("C11")));
  }

  private static Document parse(String text) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void theSameSeedGivesTheSameJsonButForTimes() {
    String first = ConformanceJson.of(result);
    String second = ConformanceJson.of(wrong());
    String times = "\"elapsedMillis\": \\d+";
    assertEquals(first.replaceAll(times, ""), second.replaceAll(times, ""));
    assertNotEquals(first, first.replaceAll(times, ""));
  }

  @Test
  void thePageShowsOpsAndCategoriesAndHowToRerun() throws Exception {
    Document page = parse(ConformanceHtml.of(result));
    Element heat = elements(page, "table").getFirst();
    assertEquals("heat", heat.getAttribute("id"));
    NodeList rows = heat.getElementsByTagName("tr");
    assertTrue(rows.getLength() > 60, rows.getLength() + " rows");
    boolean found = false;
    for (int i = 0; i < rows.getLength(); i++) {
      Element row = (Element) rows.item(i);
      String op = row.getElementsByTagName("th").item(0).getTextContent();
      if (op.equals("ABS")) {
        var cell = (Element) row.getElementsByTagName("td").item(0);
        assertEquals("failed", cell.getAttribute("class"));
        found = true;
      }
    }
    assertTrue(found, "no row of ABS");
    List<String> commands = elements(page, "code").stream().map(Element::getTextContent).toList();
    for (Outcome outcome : result.failures()) {
      for (Failure failure : outcome.failures()) {
        assertTrue(commands.contains(result.command(failure.id())), failure.id() + commands);
        assertTrue(commands.contains(result.command(failure.smallest())), failure.smallest());
      }
    }
    assertTrue(
        commands.stream().anyMatch(one -> one.contains("--case '11.1/ABS/F32")), "" + commands);
  }

  @Test
  void thePageNeedsNothingElse() throws Exception {
    Document page = parse(ConformanceHtml.of(result));
    for (String name : List.of("link", "script", "img", "iframe")) {
      assertEquals(List.of(), elements(page, name));
    }
  }

  @Test
  void buildServersReadOneTestCaseForEachTest() throws Exception {
    Document xml = parse(JUnitXml.of(result));
    Element suite = xml.getDocumentElement();
    assertEquals(String.valueOf(result.outcomes().size()), suite.getAttribute("tests"));
    assertEquals(result.outcomes().size(), elements(xml, "testcase").size());
    assertEquals(result.failures().size(), elements(xml, "failure").size());
    assertTrue(elements(xml, "failure").getFirst().getTextContent().contains("ABS of "));
  }

  @Test
  void allOfThemAreWritten(@TempDir Path folder) throws Exception {
    Reports.write(result, folder.resolve("new"));
    for (String name : List.of("conformance.json", "conformance.html", "TEST-jacobi.tck.xml")) {
      assertTrue(Files.size(folder.resolve("new").resolve(name)) > 1000, name);
    }
  }

  @Test
  void textIsQuoted() {
    assertEquals("&lt;a&gt; &amp; &quot;b&quot; ?", Markup.escape("<a> & \"b\" \u0000"));
    assertEquals("\"\\\"\\\\\\u000a\"\n", Json.of("\"\\\n"));
  }
}
