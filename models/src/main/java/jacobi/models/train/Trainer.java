package jacobi.models.train;

import jacobi.Compiled;
import jacobi.Jacobi;
import jacobi.models.data.Batches;
import jacobi.models.data.Images;
import jacobi.models.io.Safetensors.Entry;
import jacobi.models.io.Weights;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.models.optim.Optimizer;
import jacobi.models.optim.Penalty;
import jacobi.models.optim.Schedule;
import jacobi.random.Seed;
import jacobi.tensor.Mode;
import jacobi.tensor.Parameter;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Trains a classifier of images: shuffled batches, mean cross-entropy, one optimizer step a batch.
///
/// ```java
/// while (!trainer.isFinished()) {
///   trainer.epoch(step -> {});
/// }
/// ```
public final class Trainer {
  final Module model;
  final Optimizer optimizer;
  final Images images;
  final Plan plan;
  final Seed seed;
  final Watch watch;
  private final Batches batches;
  private final List<Parameter> weights;
  private final Function<List<Tensor>, List<Tensor>> way;
  private RandomStream random;
  private int epoch = 1;
  private Tally tally = Tally.nothing();
  private History history = History.nothing();
  private Map<String, Entry> best = Map.of();
  private volatile boolean stopped;

  /// How a run goes.
  ///
  /// @param epochs how often every image is shown
  /// @param batch images a step
  /// @param rate the learning rate
  /// @param schedule how the rate changes
  /// @param regularization what keeps the model from learning by heart
  /// @param execution how its steps are run; compiled, parameters are lost with a loss that is no
  ///   finite number, for the step is not stopped there
  public record Plan(
      int epochs,
      int batch,
      double rate,
      Schedule schedule,
      Regularization regularization,
      Execution execution) {
    /// A plan of compiled steps.
    public Plan(
        int epochs, int batch, double rate, Schedule schedule, Regularization regularization) {
      this(epochs, batch, rate, schedule, regularization, Execution.COMPILED);
    }

    /// A plan without regularization.
    public Plan(int epochs, int batch, double rate, Schedule schedule, Execution execution) {
      this(epochs, batch, rate, schedule, Regularization.NONE, execution);
    }

    /// A plan of compiled steps without regularization.
    public Plan(int epochs, int batch, double rate, Schedule schedule) {
      this(epochs, batch, rate, schedule, Regularization.NONE, Execution.COMPILED);
    }
  }

  /// A training run; the seed names the shuffles, the changes to images and dropout's masks.
  public Trainer(Module model, Optimizer optimizer, Images images, Plan plan, Seed seed) {
    this(model, optimizer, images, plan, seed, Watch.nothing());
  }

  /// A training run that looks at more than the loss.
  public Trainer(
      Module model, Optimizer optimizer, Images images, Plan plan, Seed seed, Watch watch) {
    this.model = model;
    this.optimizer = optimizer;
    this.images = images;
    this.plan = plan;
    this.seed = seed;
    this.watch = watch;
    this.batches = Batches.of(images.count(), plan.batch, seed.at("batches"));
    this.random = RandomStream.of(seed.at("dropout"));
    this.weights = Penalty.weights(model);
    this.way = plan.execution.of(this::step);
  }

  /// What one step brought.
  ///
  /// @param epoch counted from 1
  /// @param step within the epoch, counted from 1
  /// @param steps how many steps the epoch has
  /// @param loss the batch's mean cross-entropy before the step, without penalties
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

  /// True if all epochs are done, or the patience is at its end.
  public boolean isFinished() {
    return epoch > plan.epochs || watch.isOver(history);
  }

  /// How many epochs the run has.
  public int epochs() {
    return plan.epochs;
  }

  /// How many examples an epoch shows.
  public long examples() {
    return images.count();
  }

  /// How many steps an epoch has.
  public int stepsPerEpoch() {
    return batches.perEpoch();
  }

  /// The step if it is compiled, to be [explained][Compiled#explain]; else null.
  public @Nullable Compiled compiled() {
    return way instanceof Compiled compiled ? compiled : null;
  }

  /// Where the run is.
  public Place place() {
    return new Place(epoch, tally, optimizer.slots().steps(), random.place(), history);
  }

  /// The cells of the epoch with the best validation accuracy, by name; empty if not asked for, or
  /// if no epoch is done.
  public Map<String, Entry> best() {
    return best;
  }

  /// Goes on from another place, with the best weights so far.
  void goOn(Place place, Map<String, Entry> bestSoFar) {
    epoch = place.epoch();
    tally = place.tally();
    history = place.history();
    optimizer.slots().goOn(place.optimizerSteps());
    random = RandomStream.of(seed.at("dropout"), place.random());
    best = bestSoFar;
  }

  /// Trains to the end of the epoch under way, or until [#stop].
  ///
  /// @throws TrainingException if the loss, or a parameter at the end, is no finite number
  public void epoch(Consumer<Step> progress) {
    List<int[]> order = batches.epoch(epoch);
    while (tally.steps() < order.size() && !stopped) {
      progress.accept(step(order.get(tally.steps())));
    }
    Cells.of(model).forEach((name, cell) -> check(name, cell.get()));
    if (tally.steps() == order.size()) {
      finish();
    }
  }

  private void finish() {
    Images held = watch.validation();
    Score validation = held == null ? null : Evaluation.of(model, held, held.classes()).score();
    Map<String, Double> norms = new LinkedHashMap<>();
    for (int i = 0; i < tally.norms().size(); i++) {
      norms.put(optimizer.slots().names().get(i), tally.norms().get(i) / tally.steps());
    }
    var done = new History.Epoch(epoch, tally.score(), validation, norms);
    history = history.plus(done);
    History.Epoch leader = history.best();
    if (watch.best() && leader != null && leader.number() == epoch) {
      best = Weights.entries(Cells.of(model));
    }
    epoch++;
    tally = Tally.nothing();
  }

  /// The last step's damage shows in no loss.
  private void check(String name, Tensor value) {
    if (!value.dtype().isFloat()) {
      return;
    }
    for (float element : value.detach().cast(DType.F32).toFloats()) {
      if (!Float.isFinite(element)) {
        throw new TrainingException(
            "the parameter '%s' became %s in epoch %d: use a lower learning rate"
                .formatted(name, element, epoch));
      }
    }
  }

  private Step step(int... batch) {
    double passed = epoch - 1 + (double) tally.steps() / batches.perEpoch();
    optimizer.rate(plan.rate * plan.schedule.factor(passed / plan.epochs));
    List<Double> norms = new ArrayList<>();
    Step done =
        Scope.run(scope -> Mode.training(random, () -> step(tally.steps() + 1, norms, batch)));
    if (!Double.isFinite(done.loss)) {
      throw new TrainingException(
          "the loss became %s in epoch %d, step %d: use a lower learning rate"
              .formatted(done.loss, epoch, done.step));
    }
    tally = tally.plus(done, norms);
    return done;
  }

  private Step step(int number, List<Double> norms, int... batch) {
    Regularization regularization = plan.regularization;
    float[] pixels =
        regularization.augmentation().apply(images, seed.at("augmentation"), epoch, batch);
    Tensor x = Jacobi.tensor(pixels, batch.length, 1, images.height(), images.width());
    int[] labels = images.labels(batch);
    List<Tensor> found = way.apply(List.of(x, Jacobi.tensor(labels)));
    found.subList(2, found.size()).forEach(norm -> norms.add(norm.item()));
    int correct = Evaluation.correct(found.get(1), labels);
    double loss = found.get(0).item();
    return new Step(epoch, number, batches.perEpoch(), loss, correct, batch.length);
  }

  /// Descends by images and their labels. Brings the loss, the logits and, if they are watched, the
  /// norms of the gradients.
  private List<Tensor> step(List<Tensor> batch) {
    Tensor logits = model.apply(batch.get(0));
    Tensor loss = plan.regularization.crossEntropy(logits, batch.get(1));
    List<Tensor> found = new ArrayList<>(List.of(loss, logits));
    if (plan.execution.isLost(loss)) {
      return found;
    }
    List<Tensor> gradients = optimizer.gradients(plan.regularization.penalized(loss, weights));
    if (watch.norms()) {
      gradients.forEach(g -> found.add(g.square().sum().sqrt()));
    }
    optimizer.step(gradients);
    return found;
  }
}
