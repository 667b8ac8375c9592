package jacobi.models.cli;

import jacobi.Session;
import jacobi.models.data.Csv;
import jacobi.models.data.Table;
import jacobi.models.tabular.Fit;
import jacobi.models.tabular.FoldFit;
import jacobi.models.train.CrossValidation;
import jacobi.random.Seed;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `jacobi tabular`: judges a perceptron on the rows of a table by cross-validation.
@Command(
    name = "tabular",
    description = "Trains a perceptron on a table, judged by cross-validation.",
    mixinStandardHelpOptions = true)
final class Tabular implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "FILE",
      required = true,
      description = "comma-separated values, gzipped or not; missing ones are empty, NA or ?")
  private Path data = Path.of("");

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "the column with the classes; else the last")
  private String target = "";

  @Option(
      names = "--without",
      paramLabel = "COLUMN",
      split = ",",
      description = "columns to leave out, such as an id")
  private List<String> without = List.of();

  @Option(names = "--folds", paramLabel = "N", description = "(${DEFAULT-VALUE})")
  private int folds = 5;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "the most passes over the rows of a fold (${DEFAULT-VALUE})")
  private int epochs = Fit.Plan.STANDARD.epochs();

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "ends after so many without improvement on rows apart (${DEFAULT-VALUE})")
  private int patience = Fit.Plan.STANDARD.patience();

  @Option(names = "--batch", paramLabel = "N", description = "rows a step (${DEFAULT-VALUE})")
  private int batch = Fit.Plan.STANDARD.batch();

  @Option(names = "--width", paramLabel = "N", description = "hidden units (${DEFAULT-VALUE})")
  private int width = Fit.Plan.STANDARD.width();

  @Option(names = "--lr", paramLabel = "X", description = "learning rate (${DEFAULT-VALUE})")
  private double rate = Fit.Plan.STANDARD.rate();

  @Option(names = "--decay", paramLabel = "X", description = "weight decay (${DEFAULT-VALUE})")
  private double decay = Fit.Plan.STANDARD.decay();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "names all random numbers (${DEFAULT-VALUE})")
  private long seed = 42;

  @Mixin private final Compiling compiling = new Compiling();
  @Mixin private final Backend backend = new Backend();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    checkUsage();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Table table = Table.of(data.toString(), Csv.read(data), target, Set.copyOf(without));
    out.printf(
        "data: %s, %d rows of %d features, classes %s%n",
        data, table.count(), table.features().size(), table.classes());
    try (Session session = backend.open()) {
      out.println(session.chosen());
      return session.run(() -> run(table, out));
    }
  }

  private int run(Table table, PrintWriter out) {
    Fit.Plan standard = Fit.Plan.STANDARD;
    var plan =
        new Fit.Plan(
            epochs,
            patience,
            batch,
            width,
            rate,
            decay,
            standard.drop(),
            standard.apart(),
            compiling.execution());
    CrossValidation result =
        FoldFit.all(table, folds, plan, Seed.of(seed), fold -> print(out, fold));
    out.print(result.whole().table(table.classes()));
    out.printf("accuracy %.4f ± %.4f over %d folds%n", result.mean(), result.deviation(), folds);
    out.flush();
    return 0;
  }

  private void print(PrintWriter out, FoldFit fold) {
    out.printf(
        "fold %d/%d  accuracy %.4f  best epoch %d%n",
        fold.number(), folds, fold.evaluation().accuracy(), fold.epochs());
    out.flush();
  }

  private void checkUsage() {
    var line = Objects.requireNonNull(spec).commandLine();
    if (epochs < 1 || batch < 1 || patience < 1 || width < 1) {
      throw new ParameterException(
          line, "--epochs, --batch, --patience and --width are at least 1");
    }
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY) || !(decay >= 0)) {
      throw new ParameterException(line, "--lr is positive, --decay is not negative");
    }
    if (folds < 2) {
      throw new ParameterException(line, "--folds is at least 2");
    }
  }
}
