package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Training gives the same bits with one thread and two, with vectors of any width and without, and
/// a second time: the losses are printed alike and the saved weights are equal byte for byte. Every
/// run is a JVM of its own.
class TrainingBitsTest {
  private static final String VECTOR = "--add-modules=jdk.incubator.vector";
  private static final Pattern LOSS =
      Pattern.compile("loss \\d\\.\\d+  accuracy \\d\\.\\d+|validation \\d\\.\\d+ nats");

  /// Vector loops serve early, so that they take part in short runs too.
  private static final String EARLY = "-Djacobi.cpu.warmAfter=20000";

  @TempDir Path folder;

  /// What a run left behind.
  private record Run(List<String> losses, byte[] weights) {
    void assertSame(Run other, String what) {
      assertEquals(losses, other.losses, what);
      assertArrayEquals(weights, other.weights, what);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "cnn"})
  void theBitsDependOnNothingButTheSeed(String model) throws IOException, InterruptedException {
    Run first = train(model, "2", List.of(VECTOR));
    assertEquals(1, first.losses.size());
    assertTrue(first.weights.length > 100_000);
    first.assertSame(train(model, "1", List.of(VECTOR)), "one thread");
    first.assertSame(train(model, "2", List.of()), "no vector module");
  }

  @Test
  void theBitsAreThoseOfAnyVectorWidthAndOfASecondRun() throws IOException, InterruptedException {
    Run first = train("mlp", "2", List.of(VECTOR));
    first.assertSame(train("mlp", "2", List.of(VECTOR)), "a second run");
    for (int bits : new int[] {256, 128}) {
      List<String> flags = List.of(VECTOR, "-Djacobi.cpu.vectorBits=" + bits);
      first.assertSame(train("mlp", "2", flags), bits + "-bit vectors");
    }
  }

  /// Windows that fill no block of attention, two heads of an odd width, dropout.
  @Test
  void aTransformersBitsDependOnNothingButTheSeed() throws IOException, InterruptedException {
    Run first = gpt("2", List.of(VECTOR, EARLY));
    assertTrue(first.losses.size() > 1);
    first.assertSame(gpt("1", List.of(VECTOR, EARLY)), "one thread");
    first.assertSame(gpt("2", List.of()), "no vector module");
    for (int bits : new int[] {256, 128}) {
      List<String> flags = List.of(VECTOR, EARLY, "-Djacobi.cpu.vectorBits=" + bits);
      first.assertSame(gpt("2", flags), bits + "-bit vectors");
    }
  }

  private Run gpt(String threads, List<String> flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("text", "train", "--steps", "120"));
    command.addAll(List.of("--layers", "2", "--width", "38", "--heads", "2", "--batch", "3"));
    command.addAll(List.of("--context", "111", "--dropout", "0.1"));
    return run(command, threads, flags);
  }

  private Run train(String model, String threads, List<String> flags)
      throws IOException, InterruptedException {
    return run(List.of("train", "--epochs", "1", "--model", model), threads, flags);
  }

  private Run run(List<String> arguments, String threads, List<String> flags)
      throws IOException, InterruptedException {
    Path file = folder.resolve("model.safetensors");
    Path log = folder.resolve("log");
    Files.deleteIfExists(file);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "jacobi.models.cli.Main"));
    command.addAll(arguments);
    command.addAll(List.of("--backend", "cpu", "--threads", threads, "--save", file.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "still running");
    String printed = Files.readString(log);
    assertEquals(0, process.exitValue(), printed);
    List<String> losses = LOSS.matcher(printed).results().map(found -> found.group()).toList();
    return new Run(losses, Files.readAllBytes(file));
  }
}
