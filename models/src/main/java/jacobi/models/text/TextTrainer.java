package jacobi.models.text;

import jacobi.Jacobi;
import jacobi.models.optim.Optimizer;
import jacobi.models.optim.Schedule;
import jacobi.models.train.TrainingException;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;

/// Trains a network to guess each next token: windows from anywhere in the text, mean
/// cross-entropy, one optimizer step a batch.
public final class TextTrainer {
  private final LanguageModel model;
  private final Optimizer optimizer;
  private final int[] tokens;
  private final Plan plan;
  private final Stream windows;
  private final RandomStream random;
  private int steps;

  /// How a run goes.
  ///
  /// @param steps optimizer steps
  /// @param batch windows a step
  /// @param rate the learning rate
  /// @param schedule how the rate changes
  public record Plan(int steps, int batch, double rate, Schedule schedule) {}

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
    Tensor logits = model.network().apply(Jacobi.tensor(inputs, plan.batch, context));
    Tensor loss = logits.crossEntropy(Jacobi.tensor(targets, plan.batch, context));
    double value = loss.item();
    if (Double.isFinite(value)) {
      optimizer.step(loss);
    }
    return value;
  }
}
