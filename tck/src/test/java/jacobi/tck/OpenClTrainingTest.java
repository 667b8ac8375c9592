package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.Counts;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.models.nn.Module;
import jacobi.models.optim.Adam;
import jacobi.models.text.Architecture;
import jacobi.models.text.Sizes;
import jacobi.models.train.Execution;
import jacobi.models.vision.Classifier;
import jacobi.random.Seed;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Models learn on an OpenCL device as they do on the processor, and a step moves nothing between
/// host and device but what goes in and its loss, op by op and compiled. Skipped where there is no
/// device, with what to install.
class OpenClTrainingTest {
  private static final int STEPS = 6;

  /// What a step takes, beside what it learns from: numbers of the optimizer.
  private static final int NUMBERS = 1;

  /// A model and the one batch that it learns by heart.
  private record Task(Module model, Supplier<List<Tensor>> batch, int drops) {}

  /// What a run saw: the loss of each step, and transfers and calls of all but the first two.
  private record Run(double[] losses, Counts before, Counts after) {}

  private static Task cnn() {
    float[] pixels = new float[8 * 28 * 28];
    var random = Seed.of(5).at("pixels").stream();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextInt(256) / 256f;
    }
    long[] labels = {3, 1, 4, 1, 5, 9, 2, 6};
    return new Task(
        Classifier.CNN.of(0.25, Seed.of(1)),
        () -> List.of(Jacobi.tensor(pixels, 8, 1, 28, 28), Jacobi.tensor(labels)),
        1);
  }

  private static Task transformer() {
    int[] tokens = new int[4 * 16];
    int[] next = new int[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = i * i % 11;
      next[i] = (i + 1) * (i + 1) % 11;
    }
    Module model = Architecture.GPT.of(11, new Sizes(2, 32, 2, 16), 0.1, Seed.of(1));
    // After the embedding; in a block the attention's weights and what either branch adds.
    int drops = 1 + 2 * 3;
    return new Task(
        model, () -> List.of(Jacobi.tensor(tokens, 4, 16), Jacobi.tensor(next, 4, 16)), drops);
  }

  private static Run train(String backend, Supplier<Task> of, Execution execution) {
    try (Session session = Session.open(Options.of().withBackend(backend))) {
      return session.run(() -> {
        Task task = of.get();
        Adam adam = Adam.of(task.model(), 1e-2);
        Function<List<Tensor>, List<Tensor>> step = execution.of(batch -> step(task, adam, batch));
        RandomStream stream = RandomStream.of(Seed.of(2));
        double[] losses = new double[STEPS];
        Counts before = session.counters();
        for (int i = 0; i < STEPS; i++) {
          if (i == 2) {
            before = session.counters();
          }
          losses[i] = Mode.training(stream, () -> step.apply(task.batch().get()).getFirst().item());
        }
        return new Run(losses, before, session.counters());
      });
    }
  }

  private static List<Tensor> step(Task task, Adam adam, List<Tensor> batch) {
    Tensor loss = task.model().apply(batch.getFirst()).crossEntropy(batch.getLast());
    adam.step(loss);
    return List.of(loss);
  }

  private static void learns(Supplier<Task> task, Execution execution) {
    try (Session session = Session.open(Options.of())) {
      boolean there = session.report().usable().stream().anyMatch(one -> one.id().equals("opencl"));
      assumeTrue(there, session.report()::table);
    }
    Run here = train("cpu", task, execution);
    Run there = train("opencl", task, execution);
    for (int i = 0; i < STEPS; i++) {
      double off = Math.abs(there.losses[i] - here.losses[i]);
      assertTrue(off <= 0.02, "step %d: %s, not %s".formatted(i, there.losses[i], here.losses[i]));
    }
    assertTrue(there.losses[STEPS - 1] < there.losses[0], "it learns nothing");
    int steps = STEPS - 2;
    int drops = drops(task);
    assertEquals(
        steps * (2L + NUMBERS + drops),
        there.after.uploads() - there.before.uploads(),
        "uploads: batch, labels, numbers, the state of each dropout");
    assertEquals(steps, there.after.downloads() - there.before.downloads(), "downloads: losses");
    assertEquals(0, there.after.hosted() - there.before.hosted(), "ops on the host");
    assertEquals(0, there.after.referenced() - there.before.referenced(), "by the reference");
  }

  private static int drops(Supplier<Task> task) {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      return session.run(() -> task.get().drops());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConvolutionalNetLearnsThere(Execution execution) {
    learns(OpenClTrainingTest::cnn, execution);
  }

  @ParameterizedTest
  @EnumSource
  void aTransformerLearnsThere(Execution execution) {
    learns(OpenClTrainingTest::transformer, execution);
  }
}
