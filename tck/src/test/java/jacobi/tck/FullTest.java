package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.condition.OS.LINUX;

import jacobi.models.data.Idx;
import jacobi.models.io.Safetensors;
import jacobi.type.DType;
import jacobi.type.JacobiException;
import jacobi.type.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/// What happens to files when the disk or the heap is full: JVMs of their own, with a limit on the
/// size of files or on the heap.
class FullTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;

  /// Does with a file what it is told, and prints what it got for it.
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      Path file = Path.of(args[1]);
      try {
        switch (args[0]) {
          case "write" -> sample(MEGABYTE).write(file);
          case "read" -> Safetensors.read(file);
          case "images" -> Idx.read(file);
          default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("done");
      } catch (JacobiException refused) {
        System.out.println(refused.getClass().getSimpleName() + ": " + refused.getMessage());
      }
    }
  }

  private static Safetensors sample(int bytes) {
    var entry = new Safetensors.Entry(DType.U8, Shape.of(bytes), ByteBuffer.allocate(bytes));
    return new Safetensors(Map.of(), Map.of("x", entry));
  }

  private String run(String shell, String flags, String what, Path file)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    String command =
        "%s exec '%s' %s -XX:-UsePerfData -cp '%s' '%s' %s '%s'"
            .formatted(
                shell,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                flags,
                System.getProperty("java.class.path"),
                Program.class.getName(),
                what,
                file);
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "still running");
    return Files.readString(log).strip();
  }

  @Test
  @EnabledOnOs(LINUX)
  void aDiskThatFillsUpLeavesTheOldModelAndNothingElse() throws IOException, InterruptedException {
    Path models = Files.createDirectory(folder.resolve("models"));
    Path file = models.resolve("m.safetensors");
    sample(8).write(file);
    byte[] old = Files.readAllBytes(file);
    assertEquals("done", run("", "", "write", models.resolve("other")));
    Files.delete(models.resolve("other"));
    String text = run("ulimit -f 64;", "", "write", file);
    assertTrue(text.startsWith("FileException: " + file + " cannot be written: "), text);
    assertTrue(text.contains("is there room"), text);
    assertEquals(1, text.lines().count(), text);
    assertArrayEquals(old, Files.readAllBytes(file));
    try (var left = Files.list(models)) {
      assertEquals(List.of(file), left.toList());
    }
  }

  @Test
  @EnabledOnOs(LINUX)
  void filesLargerThanTheHeapAreRefusedWithWhatToDo() throws IOException, InterruptedException {
    Path weights = folder.resolve("large.safetensors");
    int size = 200 * MEGABYTE;
    byte[] header =
        "{\"x\":{\"dtype\":\"U8\",\"shape\":[%1$d],\"data_offsets\":[0,%1$d]}}"
            .formatted(size)
            .getBytes(StandardCharsets.UTF_8);
    try (var out = new RandomAccessFile(weights.toFile(), "rw")) {
      out.writeLong(Long.reverseBytes(header.length));
      out.write(header);
      out.setLength(8L + header.length + size);
    }
    String text = run("", "-Xmx32m", "read", weights);
    assertEquals("FileException: %s does not fit on the heap: raise -Xmx".formatted(weights), text);
    Path images = folder.resolve("large.idx");
    try (var out = new RandomAccessFile(images.toFile(), "rw")) {
      out.writeInt(0x801);
      out.writeInt(size);
      out.setLength(8L + size);
    }
    assertEquals(
        "DataException: %s: does not fit on the heap: raise -Xmx".formatted(images),
        run("", "-Xmx32m", "images", images));
  }
}
