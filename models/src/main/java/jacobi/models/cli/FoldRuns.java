package jacobi.models.cli;

import jacobi.models.data.Folds;
import jacobi.models.data.ImageSet;
import jacobi.models.data.Images;
import jacobi.models.nn.Module;
import jacobi.models.train.CrossValidation;
import jacobi.models.train.Evaluation;
import jacobi.models.train.Execution;
import jacobi.models.train.Trainer;
import jacobi.models.train.TrainingException;
import jacobi.random.Seed;
import java.io.PrintWriter;

/// Cross-validation of a way to train: a run for each fold of the training images. The test images
/// are not looked at.
///
/// @param settings what is trained, and how
/// @param execution how steps are run
/// @param images whose training images are folded
/// @param folds how many parts
/// @param out what is printed
record FoldRuns(
    Settings settings, Execution execution, ImageSet images, int folds, PrintWriter out) {

  /// Runs all folds.
  void start() {
    Images all = images.train().first(settings.limit());
    Seed root = settings.root();
    var result =
        CrossValidation.of(
            all.labels(), folds, root.at("folds"), (number, split) -> fold(all, number, split));
    out.print(result.whole().table(images.classes()));
    out.printf("accuracy %.4f ± %.4f over %d folds%n", result.mean(), result.deviation(), folds);
    out.flush();
  }

  private Evaluation fold(Images all, int number, Folds.Split split) {
    Seed seed = settings.root().at("fold").at(number);
    var part =
        new ImageSet(images.name(), images.classes(), all.at(split.train()), all.at(split.test()));
    Module network = settings.network(seed);
    Trainer trainer = settings.trainer(network, part, seed, execution);
    try (var _ = Interrupt.of(trainer::stop)) {
      while (!trainer.isFinished() && !trainer.isStopped()) {
        var progress = new Progress(out, trainer);
        trainer.epoch(progress);
        progress.finish();
      }
    }
    if (trainer.isStopped()) {
      throw new TrainingException("ended in fold %d of %d: no figure".formatted(number, folds));
    }
    settings.watching().restore(network, trainer);
    Evaluation judged = Evaluation.of(network, part.test(), images.classes().size());
    out.printf("fold %d/%d  accuracy %.4f%n", number, folds, judged.accuracy());
    out.flush();
    return judged;
  }
}
