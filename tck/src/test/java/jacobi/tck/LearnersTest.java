package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Compiled;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Initial;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.nn.Sequential;
import jacobi.models.optim.Adam;
import jacobi.random.Seed;
import jacobi.tensor.Cell;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Compiled, models learn the same weights, bit for bit: whatever takes the place of what.
class LearnersTest {
  private static final int STEPS = 3;
  private static final int LAYERS = 12;

  /// Losses, and the weights at the end.
  private static List<float[]> learned(
      Supplier<Learner> maker,
      Function<Function<List<Tensor>, List<Tensor>>, Function<List<Tensor>, List<Tensor>>> way) {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      return session.run(() ->
          Mode.training(
              RandomStream.of(Seed.of(3)),
              () -> {
                Learner learner = maker.get();
                Function<List<Tensor>, List<Tensor>> step = way.apply(learner::step);
                List<float[]> all = new ArrayList<>();
                for (int i = 0; i < STEPS; i++) {
                  all.add(step.apply(learner.batch()).getFirst().reshape(1).toFloats());
                }
                for (Cell cell : Cells.of(learner.model()).values()) {
                  all.add(cell.get().toFloats());
                }
                return all;
              }));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCompiledModelLearnsWhatAnEagerOneDoes(Learner.Kind kind) {
    List<float[]> expected = learned(kind::make, step -> step);
    List<float[]> actual =
        learned(
            kind::make,
            step -> {
              Compiled compiled = Jacobi.compile(step::apply);
              return compiled::apply;
            });
    same(expected, actual);
  }

  /// Layers by layers of 128 KiB of activations each.
  private static Learner deep() {
    List<Module> layers = new ArrayList<>();
    for (int i = 0; i < LAYERS; i++) {
      layers.add(Linear.of(128, 128, Seed.of(i)));
      layers.add(Tensor::gelu);
    }
    Module model = Sequential.of(layers.toArray(Module[]::new));
    Tensor x = Initial.normal(Seed.of(5), 1, 256, 128);
    Tensor labels = Jacobi.tensor(new int[256], 256);
    return new Learner(model, Adam.of(model, 1e-3), List.of(x, labels));
  }

  @Test
  void activationsOfADeepModelAreComputedAgain() {
    List<float[]> expected = learned(LearnersTest::deep, step -> step);
    Compiled[] made = new Compiled[1];
    List<float[]> actual =
        learned(
            LearnersTest::deep,
            step -> {
              made[0] = Jacobi.compile(step::apply);
              return made[0]::apply;
            });
    same(expected, actual);
    String text = made[0].explain();
    long once = count(text.substring(0, text.indexOf("as carried out")));
    long again = count(text.substring(text.indexOf("as carried out")));
    assertEquals(LAYERS, once);
    assertTrue(again > LAYERS + LAYERS / 2, again + " times");
  }

  private static long count(String text) {
    return text.lines().filter(line -> line.contains("= GELU(")).count();
  }

  private static void same(List<float[]> expected, List<float[]> actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), "number " + i);
    }
  }
}
