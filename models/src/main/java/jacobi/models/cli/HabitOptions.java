package jacobi.models.cli;

import jacobi.models.data.DataException;
import jacobi.models.vision.Classifier;
import picocli.CommandLine.Option;

/// The options against learning by heart.
final class HabitOptions {
  private final Given given;

  /// Options that go where the others of the run go.
  HabitOptions(Given given) {
    this.given = given;
  }

  @Option(
      names = "--augment",
      paramLabel = "HOW",
      arity = "0..1",
      fallbackValue = Augment.AUTO,
      description =
          "change images a little, each epoch anew, as suits the data: digits are moved, turned and"
              + " zoomed, clothes mirrored; or a list of shift=PIXELS, rotate=DEGREES,"
              + " zoom=FRACTION, noise=DEVIATION, flip (none)")
  void augment(String how) {
    try {
      Augment.check(how);
    } catch (DataException malformed) {
      throw given.wrong("--augment: " + malformed.getMessage());
    }
    given.put("augment", how);
  }

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description =
          "with which probability units are dropped (mlp 0.2, cnn 0.3, cnn-bn 0.4, resnet 0)")
  void dropout(double probability) {
    given.putShare("dropout", probability);
  }

  @Option(
      names = "--smoothing",
      paramLabel = "P",
      description = "the share of each label that is spread evenly over all classes (0)")
  void smoothing(double share) {
    given.putShare("smoothing", share);
  }

  @Option(names = "--l1", paramLabel = "X", description = "add X times the sum of |weights| (0)")
  void l1(double strength) {
    given.putStrength("l1", strength);
  }

  @Option(
      names = "--l2",
      paramLabel = "X",
      description = "add X/2 times the sum of squared weights to the loss (0)")
  void l2(double strength) {
    given.putStrength("l2", strength);
  }

  /// What was chosen for a network.
  Habits chosen(Classifier model) {
    return new Habits(
        given.real("dropout", model.drop()),
        given.value("augment", Augment.NONE),
        given.real("smoothing", 0),
        given.real("l1", 0),
        given.real("l2", 0));
  }
}
