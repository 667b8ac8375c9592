package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import jacobi.Compiled;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.models.nn.Cells;
import jacobi.random.Seed;
import jacobi.tensor.Cell;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Compiled, models learn the same weights, bit for bit: whatever takes the place of what.
class LearnersTest {
  private static final int STEPS = 3;

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

  private static void same(List<float[]> expected, List<float[]> actual) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), "number " + i);
    }
  }
}
