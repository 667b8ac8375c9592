package jacobi.models.cli;

import jacobi.models.data.ImageSet;
import jacobi.models.data.Images;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.models.train.Execution;
import jacobi.models.train.Trainer;
import jacobi.models.vision.Classifier;
import jacobi.random.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What decides, with the data, what comes out of a training run.
record Settings(
    Classifier model,
    int epochs,
    int batch,
    Descent descent,
    double rate,
    Course course,
    double warmUp,
    long seed,
    int limit,
    List<String> freeze,
    Watching watching,
    Habits habits) {

  /// What all random numbers of the run come from.
  Seed root() {
    return Seed.of(seed);
  }

  /// A fresh network.
  Module network(Seed from) {
    return model.of(habits.dropout(), from.at("model"));
  }

  /// The run from its start.
  ///
  /// @param execution how its steps are run; nothing comes out otherwise, so it is not a setting
  Trainer trainer(Module network, ImageSet images, Seed from, Execution execution) {
    Cells.freeze(network, freeze.toArray(String[]::new));
    Images all = images.train();
    int learned = watching.learned(all);
    return new Trainer(
        network,
        descent.of(network, rate),
        all.first(Math.min(limit, learned)),
        new Trainer.Plan(
            epochs, batch, rate, course.schedule(warmUp), habits.of(images), execution),
        from.at("training"),
        watching.of(all));
  }

  /// What a checkpoint says beside what the trainer knows of itself, so that a run can be taken up
  /// without being told again.
  Map<String, String> about(ImageSet images) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("model", model.id());
    about.put("descent", Choice.name(descent));
    about.put("course", Choice.name(course));
    about.put("warm-up", Double.toString(warmUp));
    about.put("seed", Long.toString(seed));
    about.put("limit", Integer.toString(limit));
    about.put("freeze", String.join(" ", freeze));
    about.put("data", images.name());
    about.putAll(watching.about());
    about.putAll(habits.about());
    return about;
  }
}
