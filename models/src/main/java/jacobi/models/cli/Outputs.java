package jacobi.models.cli;

import jacobi.Compiled;
import jacobi.models.io.AtomicFile;
import jacobi.models.io.Safetensors;
import jacobi.models.report.Report;
import jacobi.models.train.Evaluation;
import jacobi.models.train.History;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The files a training run writes.
final class Outputs {
  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "where to write the model (${DEFAULT-VALUE})")
  private Path save = Path.of("model.safetensors");

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "write there, after each epoch and on Ctrl-C, what --resume needs")
  private @Nullable Path checkpoint;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "write there each epoch's scores: CSV if FILE ends in .csv, else JSON lines")
  private @Nullable Path history;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "write there, at the end, a page (HTML) with curves and confusion matrix")
  private @Nullable Path report;

  @Option(
      names = "--explain",
      paramLabel = "FILE",
      description =
          "write there, at the end, what became of the compiled training step: its graph before and"
              + " after, fused ops, memory; a page with a picture if FILE ends in .html, else"
              + " words")
  private @Nullable Path explain;

  /// Refuses files that cannot be written, before anything is worked for.
  void check() {
    AtomicFile.checkWritable(save);
    for (Path file : new @Nullable Path[] {checkpoint, history, report, explain}) {
      if (file != null) {
        AtomicFile.checkWritable(file);
      }
    }
  }

  Path save() {
    return save;
  }

  /// Where to write checkpoints if not told otherwise.
  void checkpointDefault(@Nullable Path file) {
    checkpoint = checkpoint == null ? file : checkpoint;
  }

  boolean isCheckpointed() {
    return checkpoint != null;
  }

  void checkpoint(Safetensors run) {
    if (checkpoint != null) {
      run.write(checkpoint);
    }
  }

  void history(History scores) {
    if (history != null) {
      boolean csv = history.toString().endsWith(".csv");
      AtomicFile.write(history, csv ? scores.csv() : scores.jsonLines());
    }
  }

  void explain(@Nullable Compiled step) {
    if (explain != null && step != null) {
      boolean page = explain.toString().endsWith(".html");
      AtomicFile.write(explain, page ? step.explainHtml() : step.explain());
    }
  }

  void report(String title, History scores, Evaluation evaluation, List<String> classes) {
    if (report != null) {
      AtomicFile.write(report, Report.html(title, scores, evaluation, classes));
    }
  }
}
