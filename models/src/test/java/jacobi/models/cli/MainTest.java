package jacobi.models.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.line(new PrintWriter(out, true), new PrintWriter(err, true)).execute(args);
  }

  @Test
  void aModelIsTrainedSavedAndScoredTheSameAgain() {
    String file = folder.resolve("m.safetensors").toString();
    assertEquals(0, run("train", "--epochs", "1", "--save", file), err.toString());
    List<String> lines = out.toString().lines().toList();
    assertEquals("saved " + file, lines.getLast());
    String score = lines.get(lines.size() - 2);
    assertTrue(score.matches("test accuracy [01]\\.\\d{4}"), score);
    assertTrue(Double.parseDouble(score.substring(14)) > 0.8, score);
    out.getBuffer().setLength(0);
    assertEquals(0, run("evaluate", "--model", file), err.toString());
    assertEquals(score, out.toString().lines().toList().getLast());
  }

  @Test
  void wrongUsageIsTwo() {
    assertEquals(2, run("train", "--model", "perceptron"));
    assertEquals(2, run("train", "--epochs", "0"));
    assertEquals(2, run("train", "--lr", "-1"));
    assertEquals(2, run("train", "--download"));
    assertEquals(2, run("train", "--nonsense"));
    assertEquals(2, run("evaluate"));
    assertEquals(2, run("dance"));
  }

  @Test
  void failuresAreOneMessageAndOne() {
    assertEquals(1, run("train", "--data", folder.toString()));
    assertTrue(err.toString().startsWith("jacobi: missing in "), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertEquals(1, run("train", "--save", folder.resolve("no/such/m").toString()));
    assertEquals(1, run("evaluate", "--model", folder.resolve("none").toString()));
    assertEquals(1, run("train", "--backend", "nosuch"));
    assertFalse(Files.exists(folder.resolve("no")));
  }

  @Test
  void doctorNamesTheRuntimeAndEveryBackend() {
    assertEquals(0, run("doctor"), err.toString());
    String text = out.toString();
    assertTrue(text.contains("java    " + Runtime.version()), text);
    assertTrue(text.contains(System.getProperty("java.vendor")), text);
    int processors = Runtime.getRuntime().availableProcessors();
    assertTrue(text.contains(processors + " processors, heap up to "), text);
    assertTrue(
        text.contains("plain Java on %d processors, Vector API ".formatted(processors)), text);
    assertTrue(text.matches("(?s).*Vector API (128|256|512) bits \\(.*"), text);
    assertTrue(text.contains("backend cpu, chosen for its score of 100"), text);
  }
}
