package jacobi.models.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCommandTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.line(new PrintWriter(out, true), new PrintWriter(err, true), args).execute(args);
  }

  private int train(Path file, String... more) {
    List<String> args = new ArrayList<>(List.of("text", "train", "--save", file.toString()));
    args.addAll(List.of("--width", "16", "--context", "16", "--batch", "2", "--steps", "3"));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  @Test
  void aModelIsTrainedOnTheEmbeddedTaleAndWrites() {
    for (String kind : List.of("gpt", "lstm")) {
      Path file = folder.resolve(kind);
      assertEquals(0, train(file, "--model", kind), err.toString());
      String text = out.toString();
      assertTrue(text.contains("embedded default; --data FILE for another"), text);
      assertTrue(text.contains("step 3/3  loss "), text);
      assertTrue(text.contains(" tokens/s "), text);
      assertTrue(text.matches("(?s).*\\nvalidation \\d\\.\\d{4} nats/char on 3\\d\\d .*"), text);
      assertTrue(text.endsWith("saved %s%n".formatted(file)), text);
      String[] more = {"--prompt", "The ", "--length", "20", "--seed", "5"};
      assertEquals(0, generate(file, more), err.toString());
      String once = out.toString();
      assertTrue(once.startsWith("The "), once);
      assertEquals(25, once.codePointCount(0, once.length()), once);
      assertEquals(0, generate(file, more), err.toString());
      assertEquals(once, out.toString());
    }
  }

  @Test
  void compiledTheSameModelIsSaved() throws IOException {
    Path eager = folder.resolve("eager");
    Path compiled = folder.resolve("compiled");
    assertEquals(0, train(eager, "--dropout", "0.1", "--eager"), err.toString());
    assertEquals(0, train(compiled, "--dropout", "0.1"), err.toString());
    assertArrayEquals(Files.readAllBytes(eager), Files.readAllBytes(compiled));
  }

  private int generate(Path file, String... more) {
    List<String> args = new ArrayList<>(List.of("text", "generate", "--model", file.toString()));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  @Test
  void wrongUsageIsTwo() {
    Path file = folder.resolve("m");
    assertEquals(2, run("text"));
    assertEquals(2, train(file, "--model", "bert"));
    assertEquals(2, train(file, "--lr", "0"));
    assertEquals(2, train(file, "--dropout", "1"));
    assertEquals(2, run("text", "train", "--steps", "0"));
    assertEquals(2, generate(file, "--length", "-1"));
    assertEquals(2, generate(file, "--temperature", "-1"));
    assertFalse(Files.exists(file));
  }

  @Test
  void failuresAreOneMessageAndOne() throws IOException {
    Path file = folder.resolve("m");
    assertEquals(1, train(file, "--data", folder.resolve("none").toString()));
    assertTrue(err.toString().startsWith("jacobi: " + folder.resolve("none")), err.toString());
    Path brief = folder.resolve("brief");
    Files.writeString(brief, "too short");
    assertEquals(1, train(file, "--data", brief.toString()));
    assertTrue(err.toString().contains("more than 16 characters"), err.toString());
    assertEquals(1, train(file, "--heads", "3"));
    assertEquals(1, train(folder.resolve("no/such/m")));
    assertEquals(1, train(file, "--lr", "1e30"));
    assertTrue(err.toString().contains("lower learning rate"), err.toString());
    assertEquals(1, generate(file));
    assertFalse(Files.exists(file));
    assertEquals(0, train(file));
    assertEquals(1, generate(file, "--prompt", "π"));
    assertTrue(err.toString().contains("the alphabet has no 'π'"), err.toString());
  }
}
