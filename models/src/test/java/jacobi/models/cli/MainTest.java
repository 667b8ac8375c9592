package jacobi.models.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.line(new PrintWriter(out, true), new PrintWriter(err, true), args).execute(args);
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

  private static Set<String> offered(String... args) {
    var nowhere = new PrintWriter(new StringWriter());
    return Main.line(nowhere, nowhere, args).getSubcommands().keySet();
  }

  @Test
  void aCommandThatIsNamedFirstIsReadAloneAndOthersAreStillOffered() {
    Set<String> all = offered();
    assertEquals(Set.of("train", "evaluate", "tabular", "text", "bench", "doctor"), all);
    for (String command : all) {
      assertEquals(Set.of(command), offered(command, "--help"));
    }
    assertEquals(all, offered("--help", "bench"));
    assertEquals(all, offered("dance"));
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
    assertEquals(2, run("bench"));
    assertEquals(2, run("bench", "--warm", "-1", "tiny_add"));
  }

  @Test
  void anUnknownWorkloadIsWrongUsageAndTheKnownOnesAreListed() {
    Path rows = folder.resolve("rows.jsonl");
    assertEquals(2, run("bench", "--json", rows.toString(), "tiny_add", "gem_64"));
    assertTrue(err.toString().contains("no workload 'gem_64'"), err.toString());
    assertEquals(0, run("bench", "--list"));
    List<String> names = out.toString().lines().toList();
    assertTrue(names.contains("cnn_adam"), names.toString());
    for (String name : names) {
      assertTrue(err.toString().contains(" " + name), name);
    }
    assertFalse(Files.exists(rows));
    err.getBuffer().setLength(0);
    assertEquals(2, run("bench", "--compiled", "gemm_64"));
    assertTrue(err.toString().contains("no workload 'gemm_64' to compile"), err.toString());
    assertTrue(err.toString().contains(" mlp_sgd"), err.toString());
    assertFalse(err.toString().contains(" gemm_96"), err.toString());
  }

  @Test
  void aGroupIsMeasuredCompiledUnderAnotherName() throws IOException {
    Path rows = folder.resolve("rows.jsonl");
    String[] line = {
      "bench", "--compiled", "--warm", "0", "--timed", "0", "--json", rows.toString(), "tiny"
    };
    assertEquals(0, run(line), err.toString());
    List<String> lines = Files.readAllLines(rows);
    assertEquals(1, lines.size(), lines.toString());
    String begin = "{\"peer\":\"jacobi-cpu-compiled\",\"workload\":\"tiny_chain100_fwdbwd\"";
    assertTrue(lines.getFirst().startsWith(begin), lines.getFirst());
  }

  @Test
  void aProfileSaysHowOftenEachOpWasCalledAndOnWhat() {
    String[] line = {"bench", "--profile", "--warm", "0", "--timed", "0", "gemm_64x512"};
    assertEquals(0, run(line), err.toString());
    String text = out.toString();
    assertTrue(text.contains("gemm_64x512x512: "), text);
    assertTrue(text.contains(" 1.0 calls  MATMUL [64, 512] [512, 512]"), text);
  }

  @Test
  void measuredRowsAreAppended() throws IOException {
    Path rows = folder.resolve("rows.jsonl");
    Files.writeString(rows, "{}\n");
    String[] line = {"bench", "--warm", "0", "--timed", "0", "--json", rows.toString(), "tiny_add"};
    assertEquals(0, run(line), err.toString());
    List<String> lines = Files.readAllLines(rows);
    assertEquals(3, lines.size(), lines.toString());
    assertEquals("{}", lines.get(0));
    assertTrue(lines.get(1).startsWith("{\"peer\":\"jacobi-cpu\",\"workload\":\"tiny_add\""));
    assertTrue(lines.get(2).contains("\"workload\":\"tiny_add_grad\""), lines.get(2));
    List<String> shown = out.toString().lines().toList();
    assertTrue(shown.get(0).startsWith("Java "), shown.get(0));
    assertTrue(shown.get(1).startsWith("tiny_add "), shown.get(1));
  }

  @Test
  void rowsThatCannotBeWrittenAreOneMessageAndOne() {
    Path rows = folder.resolve("none/rows.jsonl");
    assertEquals(1, run("bench", "--json", rows.toString(), "tiny_add"));
    assertTrue(err.toString().startsWith("jacobi: " + rows), err.toString());
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
