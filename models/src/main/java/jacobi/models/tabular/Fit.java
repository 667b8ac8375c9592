package jacobi.models.tabular;

import jacobi.Jacobi;
import jacobi.models.data.Batches;
import jacobi.models.data.Folds;
import jacobi.models.data.Standardizer;
import jacobi.models.data.Table;
import jacobi.models.optim.Adam;
import jacobi.models.optim.Optimizer;
import jacobi.models.train.EarlyStopping;
import jacobi.models.train.Execution;
import jacobi.models.train.TrainingException;
import jacobi.random.Seed;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// A perceptron fitted to some rows of a table: features standardized, mean cross-entropy, AdamW,
/// and early stopping on a part of the rows that is not learned from.
///
/// @param model what was learned
/// @param standardizer how features are prepared
/// @param epochs the epoch that was best
public record Fit(Perceptron model, Standardizer standardizer, int epochs) {
  /// How a fit goes.
  ///
  /// @param epochs the most epochs
  /// @param patience after how many without improvement it ends
  /// @param batch rows a step
  /// @param width hidden units
  /// @param rate the learning rate
  /// @param decay the weight decay
  /// @param drop the probability of dropout
  /// @param apart the fraction of rows kept apart for early stopping
  /// @param execution how its steps are run
  public record Plan(
      int epochs,
      int patience,
      int batch,
      int width,
      double rate,
      double decay,
      double drop,
      double apart,
      Execution execution) {
    /// What suits some hundred rows.
    public static final Plan STANDARD =
        new Plan(300, 30, 32, 32, 1e-3, 1, 0.2, 0.15, Execution.COMPILED);
  }

  /// Fits to these rows of a table.
  ///
  /// @throws TrainingException if the loss is no finite number
  public static Fit of(Table table, Plan plan, Seed seed, int... rows) {
    Folds.Split split = Folds.split(table.labels(rows), plan.apart, seed.at("apart"));
    int[] train = picked(rows, split.train());
    int[] apart = picked(rows, split.test());
    Standardizer standardizer = Standardizer.fit(table.values(), train);
    Perceptron model =
        Perceptron.of(
            table.features().size(),
            plan.width,
            table.classes().size(),
            plan.drop,
            seed.at("model"));
    var stopping = EarlyStopping.of(model, plan.patience);
    var optimizer = Adam.decoupled(model, plan.rate, plan.decay);
    var random = RandomStream.of(seed.at("dropout"));
    var batches = Batches.of(train.length, plan.batch, seed.at("batches"));
    var fit = new Fit(model, standardizer, 0);
    var way = plan.execution.of(batch -> fit.descended(optimizer, batch));
    for (int epoch = 1; epoch <= plan.epochs && !stopping.isOver(); epoch++) {
      for (int[] batch : batches.epoch(epoch)) {
        fit.step(table, way, random, picked(train, batch));
      }
      stopping.saw(fit.loss(table, apart, epoch));
    }
    stopping.restore();
    return new Fit(model, standardizer, stopping.bestEpoch());
  }

  private static int[] picked(int[] from, int... places) {
    int[] picked = new int[places.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = from[places[i]];
    }
    return picked;
  }

  private void step(
      Table table, Function<List<Tensor>, List<Tensor>> way, RandomStream random, int... rows) {
    Scope.run(scope ->
        Mode.training(
            random, () -> way.apply(List.of(features(table, rows), labels(table, rows))).size()));
  }

  /// Descends by rows and their labels; brings the loss.
  private List<Tensor> descended(Optimizer optimizer, List<Tensor> batch) {
    Tensor loss = model.apply(batch.get(0)).crossEntropy(batch.get(1));
    optimizer.step(loss);
    return List.of(loss);
  }

  /// The mean cross-entropy of rows.
  double loss(Table table, int... rows) {
    return evaluated(() -> logits(table, rows).crossEntropy(labels(table, rows)).item());
  }

  private double loss(Table table, int[] rows, int epoch) {
    double loss = loss(table, rows);
    if (!Double.isFinite(loss)) {
      throw new TrainingException(
          "the loss became %s in epoch %d: use a lower learning rate".formatted(loss, epoch));
    }
    return loss;
  }

  private static <T> T evaluated(Supplier<T> block) {
    return Scope.run(scope -> Mode.noGrad(() -> Mode.evaluation(block)));
  }

  private Tensor logits(Table table, int... rows) {
    return model.apply(features(table, rows));
  }

  private Tensor features(Table table, int... rows) {
    float[] x = standardizer.apply(table.values(), rows);
    return Jacobi.tensor(x, rows.length, table.features().size());
  }

  private static Tensor labels(Table table, int... rows) {
    return Jacobi.tensor(table.labels(rows));
  }

  /// The most likely class of each of these rows.
  public long[] classes(Table table, int... rows) {
    return evaluated(() -> logits(table, rows).argmax(1).toLongs());
  }
}
