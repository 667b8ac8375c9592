package jacobi.tck.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpecificationTest {
  private static String text() throws IOException {
    try (var in = Specification.class.getResourceAsStream("specification.md")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everyCategoryHasItsHeadingAndAnIntent() throws IOException {
    List<String> lines = text().lines().toList();
    List<String> headings =
        lines.stream()
            .filter(line -> line.startsWith("## C"))
            .map(line -> line.substring(3))
            .toList();
    assertEquals(
        Arrays.stream(Category.values()).map(one -> one + " " + one.title()).toList(), headings);
    for (String heading : headings) {
      assertTrue(lines.get(lines.indexOf("## " + heading) + 1).startsWith("Intent: "), heading);
    }
  }

  @Test
  void everyCategoryHasRules() {
    Set<Category> ruled =
        Specification.read().rules().stream().map(Rule::category).collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(Category.class), ruled);
  }

  @Test
  void testsCarryTheNumberAndTheStrengthOfTheirRule() {
    Specification specification = Specification.read();
    assertEquals("required_7_1_MATMUL_F32", specification.rule("7.1").test("MATMUL", "F32"));
    assertEquals("optional_17_3_threads", specification.rule("17.3").test("threads"));
    assertEquals("untested_31_1", specification.rule("31.1").untested());
  }

  @Test
  void aRuleWithoutItsWordAndANumberUsedTwiceAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Specification.of("- 1.1 It works somehow."));
    assertThrows(
        IllegalArgumentException.class,
        () -> Specification.of("- 1.1 It MUST work.\n- 1.1 It MUST work well."));
    assertThrows(IllegalArgumentException.class, () -> Specification.read().rule("7.99"));
  }
}
