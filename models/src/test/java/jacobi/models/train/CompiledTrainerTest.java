package jacobi.models.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.models.data.Digits;
import jacobi.models.data.Images;
import jacobi.models.io.Safetensors;
import jacobi.models.nn.BatchNorm;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Conv2d;
import jacobi.models.nn.Dropout;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.nn.Sequential;
import jacobi.models.optim.Accumulation;
import jacobi.models.optim.Adam;
import jacobi.models.optim.Clip;
import jacobi.models.optim.Optimizer;
import jacobi.models.optim.Schedule;
import jacobi.random.Seed;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A compiled run is the eager run, bit for bit: with dropout, batch norm, clipped gradients, a
/// schedule, Adam's moments, a last batch that is smaller, and taken up in the middle.
class CompiledTrainerTest {
  private static final Images IMAGES = Digits.generate(Seed.of(5), 220, 10).train();
  private static final int EPOCHS = 5;
  private static final int STEPS = 7;

  @TempDir Path folder;

  private static Module net() {
    Seed seed = Seed.of(3);
    return Sequential.of(
        Conv2d.same(1, 4, 3, seed.at("near")),
        BatchNorm.of(4),
        Tensor::relu,
        x -> x.maxPool2d(4).flatten(1),
        new Dropout(0.3),
        Linear.of(4 * 7 * 7, 10, seed.at("out")));
  }

  /// Five epochs of seven steps, the last of each on 20 images.
  private static Trainer trainer(Execution execution, Schedule schedule) {
    Module model = net();
    Optimizer optimizer = Adam.of(model, 2e-3).clipped(new Clip.Norm(0.5));
    var plan = new Trainer.Plan(EPOCHS, 30, 2e-3, schedule, execution);
    Watch watch = Watch.nothing().withValidation(IMAGES.range(200, 220)).withBest().withNorms();
    return new Trainer(model, optimizer, IMAGES.first(200), plan, Seed.of(1), watch);
  }

  private static Trainer trainer(Execution execution) {
    return trainer(execution, Schedule.cosine().warmUp(0.1));
  }

  /// Trains to the end; brings the losses of the steps.
  private static List<Double> finish(Trainer trainer) {
    List<Double> losses = new ArrayList<>();
    while (!trainer.isFinished()) {
      trainer.epoch(step -> losses.add(step.loss()));
    }
    return losses;
  }

  /// All a run leaves.
  private byte[] bytes(Trainer trainer) throws IOException {
    Path file = folder.resolve("bytes");
    Checkpoint.of(trainer, Map.of()).write(file);
    return Files.readAllBytes(file);
  }

  /// A run that stopped after four steps of its third epoch, as read from a file.
  private Safetensors stopped(Execution execution) {
    Trainer trainer = trainer(execution);
    trainer.epoch(step -> {});
    trainer.epoch(step -> {});
    trainer.epoch(step -> {
      if (step.step() == 4) {
        trainer.stop();
      }
    });
    Path file = folder.resolve("run");
    Checkpoint.of(trainer, Map.of()).write(file);
    return Safetensors.read(file);
  }

  @Test
  void theSameBitsStraightAndTakenUpFromEither() throws IOException {
    Trainer eager = trainer(Execution.EAGER);
    List<Double> expected = finish(eager);
    assertEquals(EPOCHS * STEPS, expected.size());
    Trainer compiled = trainer(Execution.COMPILED);
    assertEquals(expected, finish(compiled));
    assertArrayEquals(bytes(eager), bytes(compiled));
    assertEquals(eager.place(), compiled.place());
    List<Double> rest = expected.subList(2 * STEPS + 4, EPOCHS * STEPS);
    for (Execution before : Execution.values()) {
      for (Execution after : Execution.values()) {
        Trainer resumed = trainer(after);
        Checkpoint.resume(resumed, stopped(before), Map.of());
        assertEquals(rest, finish(resumed), before + " then " + after);
        assertArrayEquals(bytes(eager), bytes(resumed), before + " then " + after);
      }
    }
  }

  @Test
  void aLossThatIsNoNumberEndsItToo() {
    Trainer trainer = trainer(Execution.COMPILED, progress -> progress == 0 ? 1e30 : 1);
    var lost = assertThrows(TrainingException.class, () -> trainer.epoch(step -> {}));
    assertTrue(lost.getMessage().contains("use a lower learning rate"), lost.getMessage());
  }

  /// Three batches a step, weighed by their mean and clipped by value or norm.
  private static List<float[]> accumulated(Execution execution, Clip clip) {
    Module model = net();
    Optimizer optimizer = Adam.decoupled(model, 1e-3, 0.1).clipped(clip);
    var accumulation = Accumulation.of(optimizer);
    var add =
        execution.of(batch -> {
          Tensor loss = model.apply(batch.get(0)).crossEntropy(batch.get(1));
          accumulation.add(loss);
          return List.of(loss);
        });
    var descend =
        execution.of(nothing -> {
          accumulation.step();
          return List.of();
        });
    List<float[]> all = new ArrayList<>();
    var random = RandomStream.of(Seed.of(4));
    for (int i = 0; i < 30; i++) {
      optimizer.rate(1e-3 / (1 + i / 3));
      int[] batch = IntStream.range(5 * i, 5 * i + 5).toArray();
      Tensor x = Jacobi.tensor(IMAGES.brightness(batch), 5, 1, 28, 28);
      List<Tensor> operands = List.of(x, Jacobi.tensor(IMAGES.labels(batch)));
      Tensor loss = Mode.training(random, () -> add.apply(operands)).getFirst();
      all.add(new float[] {(float) loss.item()});
      if (i % 3 == 2) {
        descend.apply(List.of());
      }
    }
    Cells.of(model).values().forEach(cell -> all.add(cell.get().toFloats()));
    return all;
  }

  @Test
  void accumulatedAndClippedGradientsTheSameBits() {
    for (Clip clip : List.of(new Clip.Norm(0.1), new Clip.Value(0.01))) {
      List<float[]> expected = accumulated(Execution.EAGER, clip);
      List<float[]> actual = accumulated(Execution.COMPILED, clip);
      assertEquals(expected.size(), actual.size());
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i), actual.get(i), clip + " " + i);
      }
    }
  }
}
