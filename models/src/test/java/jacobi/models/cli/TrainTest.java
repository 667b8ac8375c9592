package jacobi.models.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.models.io.Safetensors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that are saved, taken up, watched and begun with the weights of others.
class TrainTest {
  private static final String RUN = "train --epochs 3 --batch 50 --limit 600 --validate 100";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.line(new PrintWriter(out, true), new PrintWriter(err, true), args).execute(args);
  }

  /// Runs words, with `@name` for a file in the folder.
  private int command(String words) {
    return run(words.replace("@", folder + "/").split(" "));
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  @Test
  void aRunThatCtrlCEndedGoesOnToTheSameBits() throws IOException, InterruptedException {
    String run = RUN + " --model cnn-bn --epochs 12 --best --norms --optimizer sgd --patience 12";
    run += " --dropout 0.2 --augment --smoothing 0.1 --l1 1e-6 --l2 1e-4 --warm-up 0.1";
    run = run.replace(" --epochs 3", "");
    assertEquals(0, command(run + " --save @straight --history @straight.csv"), err.toString());
    List<String> line =
        new ArrayList<>(List.of(java(), "-cp", System.getProperty("java.class.path")));
    line.addAll(List.of("--add-modules", "jdk.incubator.vector", Main.class.getName()));
    line.addAll(
        List.of((run + " --checkpoint @run --save @cut").replace("@", folder + "/").split(" ")));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    try (BufferedReader reader = process.inputReader()) {
      String text = reader.readLine();
      while (text != null && !text.startsWith("epoch 2/12")) {
        text = reader.readLine();
      }
      assumeTrue(interrupt(process), "no signals here");
      reader.lines().forEach(rest -> {});
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    Safetensors file = Safetensors.read(folder.resolve("run"));
    int epoch = Integer.parseInt(file.metadata().get("epoch"));
    assertTrue(epoch >= 3 && epoch < 13, "it was ended in epoch " + epoch);
    assertEquals(
        0, command("train --resume @run --save @resumed --history @resumed.csv"), err.toString());
    assertTrue(out.toString().contains("goes on in epoch " + epoch), out.toString());
    assertArrayEquals(bytes("straight"), bytes("resumed"));
    assertArrayEquals(bytes("straight.csv"), bytes("resumed.csv"));
  }

  @Test
  void compiledTheSameModelIsSaved() throws IOException {
    String run = RUN + " --model cnn --optimizer sgd --norms";
    assertEquals(0, command(run + " --eager --save @eager --history @eager.csv"), err.toString());
    String compiled = " --save @compiled --history @compiled.csv";
    assertEquals(0, command(run + compiled), err.toString());
    assertArrayEquals(bytes("eager"), bytes("compiled"));
    assertArrayEquals(bytes("eager.csv"), bytes("compiled.csv"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// By the signal of an ordinary end: it runs the same hook as Ctrl-C, whose signal is ignored by
  /// all that a shell starts in the background, perhaps this build.
  private static boolean interrupt(Process process) throws InterruptedException {
    try {
      String pid = Long.toString(process.pid());
      return new ProcessBuilder("kill", "-TERM", pid).start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  @Test
  void aRunThatIsDoneIsOnlyScoredAndOptionsThatContradictItAreRefused() throws IOException {
    assertEquals(0, command(RUN + " --seed 7 --checkpoint @run --save @a"), err.toString());
    assertEquals(0, command("train --resume @run --save @b"), err.toString());
    assertArrayEquals(bytes("a"), bytes("b"));
    byte[] before = bytes("run");
    assertEquals(1, command("train --resume @run --seed 8 --save @b"));
    assertTrue(err.toString().contains("run: it is of another run: "), err.toString());
    assertTrue(err.toString().contains("seed is 7 in the file, 8 here"), err.toString());
    assertEquals(1, command("train --resume @run --model cnn --save @b"));
    assertTrue(err.toString().contains("model is mlp in the file, cnn here"), err.toString());
    assertEquals(1, command("train --resume @a --save @b"));
    assertTrue(err.toString().contains("a: it is no checkpoint"), err.toString());
    assertArrayEquals(before, bytes("run"));
  }

  @Test
  void scoresAreWrittenAsATableAsLinesOfJsonAndAsAPage() throws IOException {
    String files = " --save @m --history @h.csv --report @r.html";
    assertEquals(0, command(RUN + " --norms" + files), err.toString());
    List<String> table = Files.readAllLines(folder.resolve("h.csv"));
    assertEquals(4, table.size());
    assertTrue(table.getFirst().endsWith(",gradient_norm:out.bias"), table.getFirst());
    String page = Files.readString(folder.resolve("r.html"));
    assertTrue(page.contains("<h1>mlp on drawn digits</h1>"), page);
    assertTrue(out.toString().contains("  gradient of hidden.weight: "), out.toString());
    assertTrue(out.toString().contains("  validation loss "), out.toString());
    assertEquals(0, command("train --epochs 1 --limit 100 --save @m --history @h.jsonl"));
    String line = Files.readString(folder.resolve("h.jsonl"));
    assertTrue(line.startsWith("{\"epoch\":1,\"loss\":"), line);
  }

  @Test
  void aModelBeginsWithTheWeightsOfAnotherAndKeepsTheFrozenOnes() throws IOException {
    assertEquals(0, command(RUN + " --save @a"), err.toString());
    assertEquals(
        0, command(RUN + " --seed 9 --from @a --freeze hidden.* --save @b"), err.toString());
    assertTrue(out.toString().contains(": hidden.weight, hidden.bias, out.weight"), out.toString());
    Safetensors a = Safetensors.read(folder.resolve("a"));
    Safetensors b = Safetensors.read(folder.resolve("b"));
    assertEquals(a.arrays().get("hidden.weight").bytes(), b.arrays().get("hidden.weight").bytes());
    assertFalse(a.arrays().get("out.weight").bytes().equals(b.arrays().get("out.weight").bytes()));
    assertEquals(1, command(RUN + " --freeze body.* --save @c"));
    assertTrue(err.toString().contains("no parameter is called 'body.*'"), err.toString());
    assertFalse(Files.exists(folder.resolve("c")));
  }

  @Test
  void foldsAreJudgedInTurnAndNothingIsSaved() throws IOException {
    String run = "train --folds 3 --limit 300 --epochs 2 --batch 50 --augment --validate 40 --best";
    assertEquals(0, command(run), err.toString());
    String once = figures(out.toString());
    for (String part : List.of("fold 1/3  accuracy 0.", "fold 3/3  accuracy 0.", " over 3 folds")) {
      assertTrue(once.contains(part), once);
    }
    assertTrue(
        once.lines().anyMatch(line -> line.matches("accuracy 0\\.\\d{4} ± 0\\.\\d{4} .*")), once);
    assertEquals(0, command(run), err.toString());
    assertEquals(once, figures(out.toString()));
    assertEquals(0, Files.list(folder).count());
    for (String file : List.of("--save", "--checkpoint", "--resume", "--report", "--from")) {
      assertEquals(2, command("train --folds 3 " + file + " @x"));
      assertTrue(err.toString().contains(file + " is too much"), err.toString());
    }
    assertEquals(2, command("train --folds 1"));
    assertEquals(1, command("train --folds 30 --limit 20"));
    assertTrue(err.toString().contains("no 30 folds of 20 examples"), err.toString());
  }

  /// What was printed without how fast.
  private static String figures(String text) {
    return text.replaceAll("accuracy (\\S+)  \\d+ images/s.*", "accuracy $1");
  }

  @Test
  void aRunThatGetsNoBetterEndsAndSavesItsBestWeights() throws IOException {
    String run = RUN.replace("--epochs 3", "--epochs 8") + " --schedule constant --lr 0.000000001";
    assertEquals(0, command(run + " --patience 2 --checkpoint @run --save @a"), err.toString());
    assertTrue(out.toString().contains("no better for 2 epochs"), out.toString());
    assertTrue(out.toString().contains("the best epoch was 1"), out.toString());
    assertFalse(out.toString().contains("epoch 4/8"), out.toString());
    assertEquals(
        0,
        command(
            RUN.replace("--epochs 3", "--epochs 1")
                + " --schedule constant"
                + " --lr 0.000000001 --save @one"),
        err.toString());
    assertEquals(arrays("one"), arrays("a"));
    assertEquals(0, command("train --resume @run --save @b"), err.toString());
    assertArrayEquals(bytes("a"), bytes("b"));
  }

  private Object arrays(String name) {
    return Safetensors.read(folder.resolve(name)).arrays().get("hidden.weight").bytes();
  }

  @Test
  void switchesThatMakeNoSenseAreRefused() {
    for (String words :
        List.of(
            "--dropout 1",
            "--dropout -0.1",
            "--smoothing NaN",
            "--smoothing 1.5",
            "--l1 -1",
            "--l2 Infinity",
            "--warm-up 1",
            "--patience 0 --validate 10",
            "--patience 3",
            "--schedule sawtooth",
            "--augment=turn=3",
            "--augment=shift=far",
            "--augment=shift=-1",
            "--augment=zoom=1",
            "--augment=flip=1")) {
      assertEquals(2, command("train --limit 100 --epochs 1 --save @m " + words), words);
      assertFalse(Files.exists(folder.resolve("m")), words);
    }
    assertEquals(1, command("train --limit 100 --epochs 1 --save @m --augment=shift=1,flip"));
    assertTrue(err.toString().contains("mirrored digits are no digits"), err.toString());
    assertFalse(Files.exists(folder.resolve("m")));
  }

  @Test
  void usageErrorsPrintTheNamesThatHelpShows() {
    assertEquals(2, command("train --model perceptron"));
    assertTrue(
        err.toString().contains("expected mlp|cnn|cnn-bn|resnet but was 'perceptron'"),
        err.toString());
    assertEquals(2, command("train --optimizer newton"));
    assertTrue(err.toString().contains("expected adam|adamw|sgd"), err.toString());
    assertEquals(2, command("train --best"));
    assertEquals(2, command("train --validate -1"));
    assertEquals(2, command("train --resume @a --from @b"));
    assertEquals(1, command("train --validate 20000 --save @m"));
    assertTrue(err.toString().contains("leave none of 20000"), err.toString());
  }
}
