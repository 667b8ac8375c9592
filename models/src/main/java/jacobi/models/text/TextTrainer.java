package jacobi.models.text;

import jacobi.Jacobi;
import jacobi.models.optim.Optimizer;
import jacobi.models.optim.Schedule;
import jacobi.models.train.Execution;
import jacobi.models.train.TrainingException;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/// Trains a network to guess each next token: windows from anywhere in the text, mean
/// cross-entropy, one optimizer step a batch.
public final class TextTrainer {
  private final LanguageModel model;
  private final Optimizer optimizer;
  private final int[] tokens;
  private final Plan plan;
  private final Stream windows;
  private final RandomStream random;
  private final Function<List<Tensor>, List<Tensor>> way;
  private int steps;

  /// How a run goes.
  ///
  /// @param steps optimizer steps
  /// @param batch windows a step
  /// @param rate the learning rate
  /// @param schedule how the rate changes
  /// @param execution how its steps are run; compiled, parameters are lost with a loss that is no
  ///   finite number, for the step is not stopped there
  public record Plan(int steps, int batch, double rate, Schedule schedule, Execution execution) {
    /// A run of compiled steps.
    public Plan(int steps, int batch, double rate, Schedule schedule) {
      this(steps, batch, rate, schedule, Execution.COMPILED);
    }
  }

  /// A training run; the seed names the windows and dropout's masks.
  ///
  /// @throws TextException if the text has no window
  public TextTrainer(LanguageModel model, Optimizer optimizer, int[] tokens, Plan plan, Seed seed) {
    int context = model.sizes().context();
    if (tokens.length <= context) {
      throw new TextException(
          "a text to learn from has more than %d characters, this has %d: use a longer one or a"
                  .formatted(context, tokens.length)
              + " shorter context");
    }
    this.model = model;
    this.optimizer = optimizer;
    this.tokens = tokens.clone();
    this.plan = plan;
    this.windows = seed.at("windows").stream();
    this.random = RandomStream.of(seed.at("dropout"));
    this.way = plan.execution.of(this::step);
  }

  /// How many tokens a step sees.
  public int tokensPerStep() {
    return plan.batch * model.sizes().context();
  }

  /// One step.
  ///
  /// @return the batch's mean cross-entropy in nats before the step
  /// @throws TrainingException if it is no finite number
  public double step() {
    optimizer.rate(plan.rate * plan.schedule.factor((double) steps / plan.steps));
    steps++;
    int context = model.sizes().context();
    int[] inputs = new int[plan.batch * context];
    int[] targets = new int[inputs.length];
    for (int i = 0; i < plan.batch; i++) {
      int from = windows.nextInt(tokens.length - context);
      System.arraycopy(tokens, from, inputs, i * context, context);
      System.arraycopy(tokens, from + 1, targets, i * context, context);
    }
    double loss = Scope.run(scope -> Mode.training(random, () -> step(inputs, targets)));
    if (!Double.isFinite(loss)) {
      throw new TrainingException(
          "the loss became %s in step %d: use a lower learning rate".formatted(loss, steps));
    }
    return loss;
  }

  private double step(int[] inputs, int[] targets) {
    long context = model.sizes().context();
    Tensor x = Jacobi.tensor(inputs, plan.batch, context);
    Tensor next = Jacobi.tensor(targets, plan.batch, context);
    return way.apply(List.of(x, next)).getFirst().item();
  }

  /// Descends by windows and what comes next in each; brings the loss.
  private List<Tensor> step(List<Tensor> batch) {
    Tensor loss = model.network().apply(batch.get(0)).crossEntropy(batch.get(1));
    if (!plan.execution.isLost(loss)) {
      optimizer.step(loss);
    }
    return List.of(loss);
  }
}
