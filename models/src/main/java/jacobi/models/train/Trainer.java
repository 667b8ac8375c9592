package jacobi.models.train;

import jacobi.Jacobi;
import jacobi.models.data.Batches;
import jacobi.models.data.Images;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.models.optim.Optimizer;
import jacobi.models.optim.Schedule;
import jacobi.random.Seed;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Trains a classifier of images: shuffled batches, mean cross-entropy, one optimizer step a batch.
public final class Trainer {
  private final Module model;
  private final Optimizer optimizer;
  private final Images images;
  private final Plan plan;
  private final Batches batches;
  private final RandomStream random;
  private Function<List<Tensor>, List<Tensor>> way = this::eager;
  private volatile boolean stopped;

  /// How a run goes.
  ///
  /// @param epochs how often every image is shown
  /// @param batch images a step
  /// @param rate the learning rate
  /// @param schedule how the rate changes
  public record Plan(int epochs, int batch, double rate, Schedule schedule) {}

  /// A training run; the seed names the shuffles and dropout's masks.
  public Trainer(Module model, Optimizer optimizer, Images images, Plan plan, Seed seed) {
    this.model = model;
    this.optimizer = optimizer;
    this.images = images;
    this.plan = plan;
    this.batches = Batches.of(images.count(), plan.batch, seed.at("batches"));
    this.random = RandomStream.of(seed.at("dropout"));
  }

  /// Writes a step of each batch size down and runs it from there. The weights are the same bits;
  /// but after a loss that is no finite number they are lost, for the step went on.
  public Trainer compiled() {
    way =
        Jacobi.compile(batch -> {
          List<Tensor> found = forward(batch);
          optimizer.step(found.getFirst());
          return found;
        });
    return this;
  }

  /// What one step brought.
  ///
  /// @param epoch counted from 1
  /// @param step within the epoch, counted from 1
  /// @param steps how many steps the epoch has
  /// @param loss the batch's mean cross-entropy before the step
  /// @param correct how many of the batch were recognized before the step
  /// @param examples how many examples the batch had
  public record Step(int epoch, int step, int steps, double loss, int correct, int examples) {}

  /// Ends the run after the step that is under way.
  public void stop() {
    stopped = true;
  }

  /// True if [#stop] was called.
  public boolean isStopped() {
    return stopped;
  }

  /// Trains for one epoch, counted from 1.
  ///
  /// @throws TrainingException if the loss, or a parameter at the end, is no finite number
  public void epoch(int epoch, Consumer<Step> progress) {
    steps(epoch, progress);
    Cells.of(model).forEach((name, cell) -> check(epoch, name, cell.get()));
  }

  /// The last step's damage shows in no loss.
  private static void check(int epoch, String name, Tensor value) {
    for (float element : value.detach().cast(DType.F32).toFloats()) {
      if (!Float.isFinite(element)) {
        throw new TrainingException(
            "the parameter '%s' became %s in epoch %d: use a lower learning rate"
                .formatted(name, element, epoch));
      }
    }
  }

  private void steps(int epoch, Consumer<Step> progress) {
    int step = 0;
    for (int[] batch : batches.epoch(epoch)) {
      if (stopped) {
        return;
      }
      double passed = epoch - 1 + (double) step / batches.perEpoch();
      optimizer.rate(plan.rate * plan.schedule.factor(passed / plan.epochs));
      step++;
      Step done = step(batch, epoch, step);
      if (!Double.isFinite(done.loss)) {
        throw new TrainingException(
            "the loss became %s in epoch %d, step %d: use a lower learning rate"
                .formatted(done.loss, epoch, step));
      }
      progress.accept(done);
    }
  }

  private Step step(int[] batch, int epoch, int step) {
    return Scope.run(scope ->
        Mode.training(
            random,
            () -> {
              Tensor x =
                  Jacobi.tensor(
                      images.brightness(batch), batch.length, 1, images.height(), images.width());
              Tensor labels = Jacobi.tensor(images.labels(batch));
              List<Tensor> found = way.apply(List.of(x, labels));
              double value = found.get(0).item();
              int correct = Evaluation.correct(found.get(1), images.labels(batch));
              return new Step(epoch, step, batches.perEpoch(), value, correct, batch.length);
            }));
  }

  /// Loss and logits of images and their labels.
  private List<Tensor> forward(List<Tensor> batch) {
    Tensor logits = model.apply(batch.get(0));
    return List.of(logits.crossEntropy(batch.get(1)), logits);
  }

  /// Forward, and a step of the optimizer unless the loss is lost.
  private List<Tensor> eager(List<Tensor> batch) {
    List<Tensor> found = forward(batch);
    if (Double.isFinite(found.getFirst().item())) {
      optimizer.step(found.getFirst());
    }
    return found;
  }
}
