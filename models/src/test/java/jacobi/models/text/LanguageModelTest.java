package jacobi.models.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.models.io.FileException;
import jacobi.models.io.Safetensors;
import jacobi.models.io.Weights;
import jacobi.models.nn.Cells;
import jacobi.models.optim.Adam;
import jacobi.models.optim.Schedule;
import jacobi.models.train.Execution;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageModelTest {
  private static final CharTokenizer ABC = new CharTokenizer("\nabc");
  private static final Sizes SMALL = new Sizes(2, 16, 2, 8);

  @TempDir Path folder;

  private static LanguageModel model(Architecture kind) {
    return LanguageModel.of(kind, ABC, SMALL, 0, Seed.of(1));
  }

  private static TextTrainer trainer(LanguageModel model, int steps, double rate, String text) {
    var plan = new TextTrainer.Plan(steps, 8, rate, Schedule.constant());
    var optimizer = Adam.of(model.network(), rate);
    return new TextTrainer(model, optimizer, ABC.encode(text), plan, Seed.of(2));
  }

  @ParameterizedTest
  @EnumSource
  void aTokenIsGuessedFromThoseBeforeItAlone(Architecture kind) {
    LanguageModel model = model(kind);
    Tensor y = model.network().apply(Jacobi.tensor(new int[] {1, 2, 3, 1, 1}, 1, 5));
    Tensor other = model.network().apply(Jacobi.tensor(new int[] {1, 2, 3, 2, 0}, 1, 5));
    assertArrayEquals(y.slice(1, 0, 3).toFloats(), other.slice(1, 0, 3).toFloats(), 1e-5f);
    assertNotEquals(y.slice(1, 3, 4).toFloats()[0], other.slice(1, 3, 4).toFloats()[0]);
  }

  @ParameterizedTest
  @EnumSource
  void aRepetitiveTextIsLearnedAndWritten(Architecture kind) {
    LanguageModel model = model(kind);
    String text = "abcabc\n".repeat(40);
    TextTrainer trainer = trainer(model, 120, 0.01, text);
    double first = trainer.step();
    assertEquals(Math.log(4), first, 0.4);
    for (int i = 1; i < 120; i++) {
      trainer.step();
    }
    double nats = TextEvaluation.nats(model, ABC.encode(text));
    assertTrue(nats < 0.2, "%s nats".formatted(nats));
    var writer = new Writer(model, 0);
    assertEquals("bcabc\nabc", writer.write("abcabc\na", 9, Seed.of(3)));
    assertEquals("", writer.write("a", 0, Seed.of(3)));
  }

  @ParameterizedTest
  @EnumSource
  void compiledStepsLearnTheSameBits(Architecture kind) {
    List<List<Double>> losses = new ArrayList<>();
    List<List<float[]>> weights = new ArrayList<>();
    for (Execution execution : Execution.values()) {
      LanguageModel model = LanguageModel.of(kind, ABC, SMALL, 0.2, Seed.of(1));
      Schedule schedule = Schedule.cosine().warmUp(0.3);
      var plan = new TextTrainer.Plan(12, 4, 0.01, schedule, execution);
      var optimizer = Adam.decoupled(model.network(), 0.01, 0.1);
      int[] tokens = ABC.encode("abcabc\n".repeat(9));
      var trainer = new TextTrainer(model, optimizer, tokens, plan, Seed.of(2));
      losses.add(Stream.generate(trainer::step).limit(12).toList());
      weights.add(
          Cells.of(model.network()).values().stream().map(cell -> cell.get().toFloats()).toList());
    }
    assertEquals(losses.get(0), losses.get(1));
    for (int i = 0; i < weights.get(0).size(); i++) {
      assertArrayEquals(weights.get(0).get(i), weights.get(1).get(i));
    }
  }

  @Test
  void theSameSeedWritesTheSame() {
    var writer = new Writer(model(Architecture.GPT), 1.5);
    String once = writer.write("a", 30, Seed.of(3));
    assertEquals(once, writer.write("a", 30, Seed.of(3)));
    assertNotEquals(once, writer.write("a", 30, Seed.of(4)));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSavedIsLoadedWithItsAlphabetAndSizes(Architecture kind) {
    LanguageModel model = model(kind);
    Path file = folder.resolve("m.safetensors");
    model.save(file, "a text");
    LanguageModel loaded = LanguageModel.load(file);
    assertEquals(kind, loaded.architecture());
    assertEquals(ABC, loaded.alphabet());
    assertEquals(SMALL, loaded.sizes());
    var cells = Cells.of(loaded.network());
    Cells.of(model.network())
        .forEach((name, cell) ->
            assertArrayEquals(cell.get().toFloats(), cells.get(name).get().toFloats(), name));
    assertEquals("a text", Safetensors.read(file).metadata().get("data"));
  }

  @Test
  void filesThatHoldNoModelOfTextAreRefused() {
    Path file = folder.resolve("m.safetensors");
    LanguageModel model = model(Architecture.GPT);
    Map<String, String> good =
        Map.of(
            "model",
            "gpt",
            "alphabet",
            "\nabc",
            "layers",
            "2",
            "width",
            "16",
            "heads",
            "2",
            "context",
            "8");
    Weights.save(model.network(), file, good);
    LanguageModel.load(file);
    Map<String, String> bad =
        Map.of(
            "model",
            "bert",
            "alphabet",
            "ba",
            "layers",
            "x",
            "width",
            "15",
            "heads",
            "0",
            "context",
            "9999999");
    bad.forEach((name, value) -> {
      var metadata = new java.util.HashMap<>(good);
      metadata.put(name, value);
      Weights.save(model.network(), file, metadata);
      var wrong = assertThrows(FileException.class, () -> LanguageModel.load(file));
      assertTrue(wrong.getMessage().startsWith(file.toString()), wrong.getMessage());
      metadata.remove(name);
      Weights.save(model.network(), file, metadata);
      wrong = assertThrows(FileException.class, () -> LanguageModel.load(file));
      assertTrue(wrong.getMessage().contains("'%s' is missing".formatted(name)));
    });
  }

  @Test
  void textsThatAreTooShortAreRefused() {
    LanguageModel model = model(Architecture.GPT);
    assertThrows(TextException.class, () -> trainer(model, 1, 0.01, "abcabcab"));
    assertTrue(Double.isFinite(trainer(model, 1, 0.01, "abcabcabc").step()));
    assertThrows(TextException.class, () -> TextEvaluation.nats(model, new int[1]));
    assertThrows(TextException.class, () -> new Writer(model, 1).write("", 3, Seed.of(1)));
    assertThrows(TextException.class, () -> new Writer(model, 1).write("x", 3, Seed.of(1)));
    assertThrows(TextException.class, () -> new Writer(model, Double.NaN));
  }

  /// By one window at a time and one token at a time: the same mean.
  @Test
  void validationCountsEveryTokenOnce() {
    LanguageModel model = model(Architecture.GPT);
    int[] tokens = ABC.encode("abcabccba\nabcab\nbcacb");
    double sum = 0;
    for (int at = 1; at < tokens.length; at++) {
      int from = (at - 1) / 8 * 8;
      int[] seen = java.util.Arrays.copyOfRange(tokens, from, at);
      Tensor logits = model.network().apply(Jacobi.tensor(seen, 1, seen.length)).select(1, -1);
      sum += logits.crossEntropy(Jacobi.tensor(new int[] {tokens[at]})).item();
    }
    assertEquals(sum / (tokens.length - 1), TextEvaluation.nats(model, tokens), 1e-5);
  }
}
