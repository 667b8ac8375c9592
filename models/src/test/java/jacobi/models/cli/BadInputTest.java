package jacobi.models.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.models.io.Safetensors;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the commands do with input that is wrong: one message, exit code 1 (2 for usage), nothing
/// half-written, and an existing model as it was.
class BadInputTest {
  private static final byte[] OLD = {1, 2, 3};

  @TempDir Path folder;
  private Path data;
  private Path model;

  @BeforeEach
  void aTinySetAndAnOlderModel() throws IOException {
    data = images("data", 28, 3);
    model = Files.createDirectory(folder.resolve("models")).resolve("m.safetensors");
    Files.write(model, OLD);
  }

  /// A folder with twelve images to learn from and as many to be judged by.
  private Path images(String name, int side, int classes) throws IOException {
    Path place = Files.createDirectory(folder.resolve(name));
    for (String split : List.of("train", "t10k")) {
      var pixels = ByteBuffer.allocate(16 + 12 * side * side);
      pixels.putInt(0x803).putInt(12).putInt(side).putInt(side);
      for (int i = 16; i < pixels.capacity(); i++) {
        pixels.put(i, (byte) (i * 31));
      }
      var labels = ByteBuffer.allocate(8 + 12).putInt(0x801).putInt(12);
      for (int i = 0; i < 12; i++) {
        labels.put(8 + i, (byte) (i % classes));
      }
      Files.write(place.resolve(split + "-images-idx3-ubyte"), pixels.array());
      Files.write(place.resolve(split + "-labels-idx1-ubyte"), labels.array());
    }
    return place;
  }

  private String fails(int code, String... args) throws IOException {
    var err = new StringWriter();
    var line = Main.line(new PrintWriter(new StringWriter()), new PrintWriter(err, true));
    assertEquals(code, line.execute(args), err.toString());
    String text = err.toString();
    assertFalse(text.contains("\tat "), text);
    if (code == 1) {
      assertTrue(text.startsWith("jacobi: "), text);
    }
    assertArrayEquals(OLD, Files.readAllBytes(model));
    try (var left = Files.list(model.getParent())) {
      assertEquals(List.of(model), left.toList());
    }
    return text;
  }

  private String trainingFails(String... others) throws IOException {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("--epochs", "2");
    options.put("--batch", "4");
    options.put("--data", data.toString());
    options.put("--save", model.toString());
    for (int i = 0; i < others.length; i += 2) {
      options.put(others[i], others[i + 1]);
    }
    List<String> args = new ArrayList<>(List.of("train"));
    options.forEach((name, value) -> args.addAll(List.of(name, value)));
    return fails(1, args.toArray(String[]::new));
  }

  private String saved(String kind) {
    Path file = folder.resolve("saved");
    new Safetensors(kind == null ? Map.of() : Map.of("model", kind), Map.of()).write(file);
    return file.toString();
  }

  @Test
  void aSetWithFewerClassesThanTheModelIsTrainedAndScored() {
    var err = new StringWriter();
    var out = new StringWriter();
    var line = Main.line(new PrintWriter(out, true), new PrintWriter(err, true));
    String[] args = {
      "train",
      "--epochs",
      "1",
      "--batch",
      "1000000",
      "--data",
      data.toString(),
      "--save",
      folder.resolve("fresh").toString()
    };
    assertEquals(0, line.execute(args), err.toString());
    assertTrue(out.toString().contains("test accuracy 0."), out.toString());
  }

  @Test
  void damagedImagesAreNamed() throws IOException {
    Path file = data.resolve("t10k-images-idx3-ubyte");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertTrue(trainingFails().contains("t10k-images-idx3-ubyte"));
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertTrue(trainingFails().contains("bytes after the end"));
    whole[0] = 7;
    Files.write(file, whole);
    assertTrue(trainingFails().contains("not an IDX file"));
    Files.delete(file);
    assertTrue(trainingFails().contains("missing in "));
  }

  @Test
  void otherSizesAndClassesAreRefusedBeforeTraining() throws IOException {
    data = images("small", 14, 3);
    assertTrue(trainingFails().contains("want 28x28 images of at most 10 classes"));
    data = images("many", 28, 11);
    assertTrue(trainingFails().contains("has 28x28 of 11"));
  }

  @Test
  void aLossThatIsNoNumberEndsTheTraining() throws IOException {
    String text = trainingFails("--optimizer", "sgd", "--lr", "1e30");
    assertTrue(text.contains("epoch 1, step ") && text.contains("lower learning rate"), text);
  }

  @Test
  void weightsThatAreNoNumbersAreNotSaved() throws IOException {
    String text =
        trainingFails("--optimizer", "sgd", "--lr", "1e300", "--batch", "12", "--epochs", "1");
    assertTrue(
        text.contains("parameter 'hidden.weight'") && text.contains("lower learning rate"), text);
  }

  @Test
  void damagedModelsAreNamed() throws IOException {
    String file = folder.resolve("bad").toString();
    Files.write(Path.of(file), new byte[] {9, 0, 0, 0, 0, 0, 0, 0, '{'});
    assertTrue(fails(1, "evaluate", "--model", file).contains("is no safetensors file"));
    assertTrue(fails(1, "evaluate", "--model", folder.toString()).contains("cannot be read"));
    assertTrue(fails(1, "evaluate", "--model", file + "x").contains("cannot be read"));
    assertTrue(fails(1, "evaluate", "--model", saved(null)).contains("does not say which model"));
    assertTrue(fails(1, "evaluate", "--model", saved("vgg")).contains("there is no model 'vgg'"));
    String lacking = fails(1, "evaluate", "--model", saved("mlp"), "--data", data.toString());
    assertTrue(lacking.contains(folder.resolve("saved").toString()), lacking);
    assertTrue(lacking.contains("the file lacks 'hidden.weight'"), lacking);
  }

  @Test
  void imagesOfAnotherSizeCannotBeScored() throws IOException {
    String small = images("small", 14, 3).toString();
    String text = fails(1, "evaluate", "--model", saved("mlp"), "--data", small);
    assertTrue(text.contains("want 28x28 images") && text.contains("has 14x14"), text);
  }

  @Test
  void aPipeIsNotReplacedByAModel() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    try {
      Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
      assumeTrue(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0, "no pipes here");
    } catch (IOException absent) {
      assumeTrue(false, "no pipes here");
    }
    assertTrue(trainingFails("--save", pipe.toString()).contains("no regular file"));
    assertFalse(Files.isRegularFile(pipe));
  }

  @Test
  void unknownBackendsAreRefused() throws IOException {
    assertTrue(trainingFails("--backend", "nosuch").contains("there is no backend 'nosuch'"));
    assertTrue(trainingFails("--backend", "a b").contains("is no choice of backends"));
  }

  @Test
  void wrongUsageIsTwo() throws IOException {
    for (String command :
        List.of("train --epochs 1 --save " + model, "evaluate --model x", "doctor")) {
      for (String threads : List.of("0", "-1", "many")) {
        fails(2, (command + " --threads " + threads).split(" "));
      }
    }
    fails(2, "train", "--epochs", "0");
    fails(2, "train", "--batch", "0");
    fails(2, "train", "--lr", "NaN");
    fails(2, "train", "--optimizer", "newton");
  }
}
