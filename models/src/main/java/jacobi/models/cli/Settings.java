package jacobi.models.cli;

import jacobi.models.data.DataException;
import jacobi.models.data.ImageSet;
import jacobi.models.data.Images;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.models.optim.Schedule;
import jacobi.models.train.Execution;
import jacobi.models.train.Trainer;
import jacobi.models.train.Watch;
import jacobi.models.vision.Classifier;
import jacobi.random.Seed;
import java.util.List;
import java.util.Map;

/// What decides, with the data, what comes out of a training run.
record Settings(
    Classifier model,
    int epochs,
    int batch,
    Descent descent,
    double rate,
    long seed,
    int limit,
    int validate,
    boolean best,
    boolean norms,
    List<String> freeze) {

  /// A fresh network.
  Module network() {
    return model.of(Seed.of(seed).at("model"));
  }

  /// The run from its start.
  ///
  /// @param execution how its steps are run; nothing comes out otherwise, so it is not a setting
  Trainer trainer(Module network, ImageSet images, Execution execution) {
    Cells.freeze(network, freeze.toArray(String[]::new));
    Images all = images.train();
    int learned = all.count() - validate;
    if (learned < 1) {
      throw new DataException(
          "%d images to validate leave none of %d to learn from".formatted(validate, all.count()));
    }
    Watch watch = Watch.nothing();
    watch = validate > 0 ? watch.withValidation(all.range(learned, all.count())) : watch;
    watch = best ? watch.withBest() : watch;
    watch = norms ? watch.withNorms() : watch;
    return new Trainer(
        network,
        descent.of(network, rate),
        all.first(Math.min(limit, learned)),
        new Trainer.Plan(epochs, batch, rate, Schedule.cosine(), execution),
        Seed.of(seed).at("training"),
        watch);
  }

  /// What a checkpoint says beside what the trainer knows of itself, so that a run can be taken up
  /// without being told again.
  Map<String, String> about(ImageSet images) {
    return Map.of(
        "model", model.id(),
        "descent", Choice.name(descent),
        "seed", Long.toString(seed),
        "limit", Integer.toString(limit),
        "validate", Integer.toString(validate),
        "freeze", String.join(" ", freeze),
        "data", images.name());
  }
}
