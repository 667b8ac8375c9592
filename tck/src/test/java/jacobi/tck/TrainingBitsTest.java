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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Training gives the same bits with one thread and two, with vectors of any width and without, and
/// a second time: the saved weights are equal byte for byte. Every run is a JVM of its own.
class TrainingBitsTest {
  private static final String VECTOR = "--add-modules=jdk.incubator.vector";

  @TempDir Path folder;

  @Test
  void theBitsDependOnNothingButTheSeed() throws IOException, InterruptedException {
    byte[] first = train("first", "2", List.of(VECTOR));
    assertTrue(first.length > 100_000);
    assertArrayEquals(first, train("again", "2", List.of(VECTOR)), "a second run");
    assertArrayEquals(first, train("single", "1", List.of(VECTOR)), "one thread");
    assertArrayEquals(first, train("none", "2", List.of()), "no vector module");
    assertArrayEquals(
        first,
        train("narrow", "2", List.of(VECTOR, "-Djacobi.cpu.vectorBits=128")),
        "128-bit vectors");
  }

  private byte[] train(String name, String threads, List<String> flags)
      throws IOException, InterruptedException {
    Path file = folder.resolve(name + ".safetensors");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "jacobi.models.cli.Main", "train"));
    command.addAll(List.of("--epochs", "1", "--backend", "cpu", "--threads", threads));
    command.addAll(List.of("--save", file.toString()));
    Path log = folder.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "still running");
    assertEquals(0, process.exitValue(), () -> read(log));
    return Files.readAllBytes(file);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      return failed.toString();
    }
  }
}
