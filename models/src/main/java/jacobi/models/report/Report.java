package jacobi.models.report;

import jacobi.models.report.Curves.Curve;
import jacobi.models.train.Evaluation;
import jacobi.models.train.History;
import jacobi.models.train.History.Epoch;
import jacobi.models.train.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// A training run on one page of HTML: curves of loss and accuracy, norms of gradients if they were
/// measured, the confusion matrix. The page needs no other file, no script and no network.
public final class Report {
  private static final String STYLE =
      "body{font:15px sans-serif;margin:2em;max-width:75em}svg{font:12px sans-serif;margin:0 1em"
          + " 1em 0;vertical-align:top}";

  private Report() {}

  /// The page.
  ///
  /// @param title what was trained on what
  /// @param evaluation the final scores on test images
  /// @param classes the names of the classes
  public static String html(
      String title, History history, Evaluation evaluation, List<String> classes) {
    var page =
        new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.append("<title>").append(Svg.escape(title)).append("</title><style>").append(STYLE);
    page.append("</style></head>\n<body><h1>").append(Svg.escape(title)).append("</h1>\n");
    page.append(
        String.format(
            Locale.ROOT,
            "<p>test accuracy %.4f, loss %.4f, after %d epochs</p>%n",
            evaluation.accuracy(),
            evaluation.loss(),
            history.epochs().size()));
    page.append(Curves.svg("loss", scores(history, Score::loss)));
    page.append(Curves.svg("accuracy", scores(history, Score::accuracy)));
    if (!history.norms().isEmpty()) {
      page.append(Curves.svg("norms of gradients (log10)", norms(history)));
    }
    page.append(ConfusionPicture.svg(classes, evaluation.confusion()));
    return page.append("</body></html>\n").toString();
  }

  private static List<Curve> scores(History history, ToDoubleFunction<Score> number) {
    List<Double> train = new ArrayList<>();
    List<Double> validation = new ArrayList<>();
    boolean validated = false;
    for (Epoch epoch : history.epochs()) {
      Score held = epoch.validation();
      train.add(number.applyAsDouble(epoch.train()));
      validation.add(held == null ? Double.NaN : number.applyAsDouble(held));
      validated |= held != null;
    }
    var learned = new Curve("train", train);
    return validated ? List.of(learned, new Curve("validation", validation)) : List.of(learned);
  }

  private static List<Curve> norms(History history) {
    List<Curve> curves = new ArrayList<>();
    for (String name : history.norms()) {
      List<Double> values = new ArrayList<>();
      for (Epoch epoch : history.epochs()) {
        values.add(Math.log10(epoch.norms().getOrDefault(name, Double.NaN)));
      }
      curves.add(new Curve(name, values));
    }
    return curves;
  }
}
