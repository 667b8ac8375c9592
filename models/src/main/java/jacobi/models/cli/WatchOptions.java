package jacobi.models.cli;

import picocli.CommandLine.Option;

/// The options that say what is looked at in the course of a run.
final class WatchOptions {
  private final Given given;

  /// Options that go where the others of the run go.
  WatchOptions(Given given) {
    this.given = given;
  }

  @Option(
      names = "--validate",
      paramLabel = "N",
      description = "score the model after each epoch on the last N images, and do not learn them")
  void validate(int images) {
    given.putAtLeast(0, "validate", images);
  }

  @Option(
      names = "--best",
      description = "save the weights with the best validation accuracy, not the last")
  void best(boolean best) {
    given.put("best", best);
  }

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "end after N epochs without better validation accuracy; save the best weights")
  void patience(int epochs) {
    given.putAtLeast(1, "patience", epochs);
  }

  @Option(names = "--norms", description = "measure the norms of each parameter's gradients")
  void norms(boolean norms) {
    given.put("norms", norms);
  }

  /// What was chosen.
  Watching chosen() {
    int validate = given.integer("validate", 0);
    int patience = given.integer("patience", 0);
    boolean best = given.flag("best") || patience > 0;
    if (best && validate == 0) {
      throw given.wrong((patience > 0 ? "--patience" : "--best") + " wants --validate N");
    }
    return new Watching(validate, best, patience, given.flag("norms"));
  }
}
