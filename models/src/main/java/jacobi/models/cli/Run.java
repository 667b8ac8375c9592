package jacobi.models.cli;

import jacobi.models.data.ImageSet;
import jacobi.models.io.Safetensors;
import jacobi.models.io.Weights;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.models.train.Checkpoint;
import jacobi.models.train.Evaluation;
import jacobi.models.train.Execution;
import jacobi.models.train.History.Epoch;
import jacobi.models.train.Trainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A training run: epoch after epoch, then evaluation, with what it prints and writes.
///
/// @param settings what is trained, and how
/// @param execution how steps are run
/// @param images what it learns from, and is judged by
/// @param outputs what is written
/// @param out what is printed
record Run(
    Settings settings, Execution execution, ImageSet images, Outputs outputs, PrintWriter out) {

  /// From the start, with weights of another model if there are any, or from where a checkpoint is.
  void start(@Nullable Path from, @Nullable Path resume, @Nullable Safetensors earlier) {
    Module network = settings.network(settings.root());
    if (from != null) {
      Safetensors weights = Safetensors.read(from);
      Named.of(from, () -> report(from, Weights.loadMatching(network, weights)));
    }
    Trainer trainer = settings.trainer(network, images, settings.root(), execution);
    if (resume != null && earlier != null) {
      Named.of(resume, () -> Checkpoint.resume(trainer, earlier, settings.about(images)));
    }
    announce(network, trainer);
    try (var _ = Interrupt.of(trainer::stop)) {
      while (!trainer.isFinished() && !trainer.isStopped()) {
        epoch(trainer);
      }
      if (trainer.isFinished() && trainer.place().epoch() <= trainer.epochs()) {
        out.printf("no better for %d epochs%n", settings.watching().patience());
      }
      finish(network, trainer);
    }
  }

  private void report(Path from, Weights.Match match) {
    out.printf("from %s: %s%n", from, String.join(", ", match.loaded()));
    if (!match.isComplete()) {
      out.printf("not from there: %s%n", match.complaints());
    }
  }

  private void announce(Module network, Trainer trainer) {
    long size = Cells.parameters(network).stream().mapToLong(p -> p.shape().elements()).sum();
    out.printf(
        "model: %s, %d parameters; optimizer: %s, rate %s; batch %d; seed %d%n",
        settings.model().id(),
        size,
        Choice.name(settings.descent()),
        settings.rate(),
        settings.batch(),
        settings.seed());
    if (trainer.place().epoch() > 1 || trainer.place().tally().steps() > 0) {
      out.printf(
          "goes on in epoch %d after %d steps%n",
          trainer.place().epoch(), trainer.place().tally().steps());
    }
    out.flush();
  }

  private void epoch(Trainer trainer) {
    int before = trainer.place().epoch();
    var progress = new Progress(out, trainer);
    trainer.epoch(progress);
    progress.finish();
    if (outputs.isCheckpointed()) {
      outputs.checkpoint(Checkpoint.of(trainer, settings.about(images)));
    }
    outputs.history(trainer.place().history());
    if (trainer.place().epoch() > before) {
      tell(trainer.place().history().epochs().getLast());
    }
    out.flush();
  }

  private void tell(Epoch epoch) {
    if (epoch.validation() != null) {
      out.printf(
          "  validation loss %.4f, accuracy %.4f%n",
          epoch.validation().loss(), epoch.validation().accuracy());
    }
    epoch.norms().forEach((name, norm) -> out.printf("  gradient of %s: %.3e%n", name, norm));
  }

  private void finish(Module network, Trainer trainer) {
    int best = settings.watching().restore(network, trainer);
    if (best > 0) {
      out.printf("the best epoch was %d%n", best);
    }
    String model = settings.model().id();
    Weights.save(
        network, outputs.save(), Map.of("format", "jacobi", "model", model, "data", images.name()));
    Evaluation evaluation = Evaluation.of(network, images.test(), images.classes().size());
    out.print(evaluation.table(images.classes()));
    String title = "%s on %s".formatted(model, images.name());
    outputs.report(title, trainer.place().history(), evaluation, images.classes());
    outputs.explain(trainer.compiled());
    out.printf("test accuracy %.4f%n", evaluation.accuracy());
    out.printf("saved %s%n", outputs.save());
    out.flush();
  }
}
