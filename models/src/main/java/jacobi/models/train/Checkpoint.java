package jacobi.models.train;

import jacobi.models.io.FileException;
import jacobi.models.io.Safetensors;
import jacobi.models.io.Safetensors.Entry;
import jacobi.models.io.Weights;
import jacobi.models.nn.Cells;
import jacobi.models.optim.Slots;
import jacobi.tensor.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A run in one safetensors file, so that it goes on bit for bit as if it had never stopped.
///
/// | array | what |
/// | --- | --- |
/// | `model.NAME` | the cells of the model |
/// | `optimizer.SLOT.NAME` | what the optimizer remembers |
/// | `best.NAME` | the cells of the best epoch so far, if they are kept |
///
/// The metadata says where the run is ([Place]), and under `run.` what it is: the seed, the plan,
/// the optimizer, a hash of the images. A run that is another is refused.
public final class Checkpoint {
  private static final String FORMAT = "jacobi-checkpoint-2";
  private static final String MODEL = "model.";
  private static final String OPTIMIZER = "optimizer.";
  private static final String BEST = "best.";
  private static final String RUN = "run.";

  private Checkpoint() {}

  /// A run as it is now, between two steps.
  ///
  /// @param about what else identifies the run, such as the name of its model
  public static Safetensors of(Trainer trainer, Map<String, String> about) {
    Map<String, String> metadata = new LinkedHashMap<>(about(trainer, about));
    metadata.put("format", FORMAT);
    Place place = trainer.place();
    Tally tally = place.tally();
    metadata.put("epoch", Integer.toString(place.epoch()));
    metadata.put("step", Integer.toString(tally.steps()));
    metadata.put("loss", Double.toString(tally.loss()));
    metadata.put("correct", Integer.toString(tally.correct()));
    metadata.put("seen", Integer.toString(tally.seen()));
    metadata.put("norms", String.join(" ", tally.norms().stream().map(String::valueOf).toList()));
    metadata.put("optimizer_steps", Long.toString(place.optimizerSteps()));
    metadata.put("random", Long.toString(place.random()));
    metadata.put("history", place.history().csv());
    Map<String, Entry> arrays = new LinkedHashMap<>(Weights.entries(cells(trainer)));
    trainer.best().forEach((name, entry) -> arrays.put(BEST + name, entry));
    return new Safetensors(metadata, arrays);
  }

  /// Takes a run up where a file left it; `about` is what it was saved with. Nothing is changed
  /// unless all fits.
  ///
  /// @throws FileException if the file is no checkpoint, damaged, or of another run: says of which
  public static void resume(Trainer trainer, Safetensors file, Map<String, String> about) {
    if (!FORMAT.equals(file.metadata().get("format"))) {
      throw new FileException("it is no checkpoint of this version ('%s')".formatted(FORMAT));
    }
    compare(about(trainer, about), file.metadata());
    Place place = place(trainer, new Numbers(file.metadata()));
    Map<String, Entry> arrays = new LinkedHashMap<>();
    Map<String, Entry> best = new LinkedHashMap<>();
    file.arrays()
        .forEach((name, entry) -> {
          if (name.startsWith(BEST)) {
            best.put(name.substring(BEST.length()), entry);
          } else {
            arrays.put(name, entry);
          }
        });
    checkBest(trainer, place, best);
    Weights.fill(cells(trainer), arrays);
    trainer.goOn(place, best);
  }

  private static Map<String, Cell> cells(Trainer trainer) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    Cells.of(trainer.model).forEach((name, cell) -> cells.put(MODEL + name, cell));
    trainer.optimizer.slots().states().forEach((name, cell) -> cells.put(OPTIMIZER + name, cell));
    return cells;
  }

  /// What makes a run this run and no other.
  private static Map<String, String> about(Trainer trainer, Map<String, String> more) {
    Map<String, String> about = new TreeMap<>();
    more.forEach((name, value) -> about.put(RUN + name, value));
    Trainer.Plan plan = trainer.plan;
    Slots slots = trainer.optimizer.slots();
    List<String> factors = new ArrayList<>();
    for (double progress = 0; progress <= 1; progress += 0.125) {
      factors.add(Double.toString(plan.schedule().factor(progress)));
    }
    about.put(RUN + "epochs", Integer.toString(plan.epochs()));
    about.put(RUN + "batch", Integer.toString(plan.batch()));
    about.put(RUN + "rate", Double.toString(plan.rate()));
    about.put(RUN + "schedule", String.join(" ", factors));
    about.put(RUN + "regularization", plan.regularization().toString());
    about.put(RUN + "stream", Long.toHexString(trainer.seed.key()));
    about.put(RUN + "optimizer", slots.rule());
    about.put(RUN + "learned", String.join(" ", slots.names()));
    about.put(RUN + "images", trainer.images.fingerprint());
    var held = trainer.watch.validation();
    about.put(RUN + "validation_images", held == null ? "none" : held.fingerprint());
    about.put(RUN + "best", Boolean.toString(trainer.watch.best()));
    about.put(RUN + "patience", Integer.toString(trainer.watch.patience()));
    about.put(RUN + "norms", Boolean.toString(trainer.watch.norms()));
    return about;
  }

  private static void compare(Map<String, String> here, Map<String, String> there) {
    List<String> differences = new ArrayList<>();
    here.forEach((name, value) -> {
      String other = there.get(name);
      if (!value.equals(other)) {
        differences.add(
            "%s is %s in the file, %s here".formatted(name.substring(RUN.length()), other, value));
      }
    });
    if (!differences.isEmpty()) {
      throw new FileException("it is of another run: " + String.join("; ", differences));
    }
  }

  private static Place place(Trainer trainer, Numbers numbers) {
    int epoch = numbers.between("epoch", 1, trainer.plan.epochs() + 1);
    int step = numbers.between("step", 0, trainer.stepsPerEpoch() - 1);
    List<Double> norms = numbers.list("norms");
    int wanted = trainer.watch.norms() && step > 0 ? trainer.optimizer.parameters().size() : 0;
    int seen = numbers.between("seen", 0, trainer.images.count());
    History history = numbers.history("history");
    if (norms.size() != wanted || history.epochs().size() != epoch - 1) {
      throw new FileException("its numbers contradict each other");
    }
    double loss = numbers.real("loss");
    var tally = new Tally(step, loss, numbers.between("correct", 0, seen), seen, norms);
    return new Place(
        epoch, tally, numbers.count("optimizer_steps"), numbers.count("random"), history);
  }

  private static void checkBest(Trainer trainer, Place place, Map<String, Entry> best) {
    boolean wanted = trainer.watch.best() && place.history().best() != null;
    var match = Weights.match(Cells.of(trainer.model), best);
    if (wanted ? !match.isComplete() : !best.isEmpty()) {
      throw new FileException("the best weights: " + match.complaints());
    }
  }
}
