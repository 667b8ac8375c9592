package jacobi.models.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run's epochs brought, one after the other.
///
/// @param epochs the epochs that are done
public record History(List<Epoch> epochs) {
  private static final String FIELDS = "epoch,loss,accuracy,validation_loss,validation_accuracy";
  private static final int FIXED = 5;
  private static final String NORM = "gradient_norm:";

  /// Copies the list.
  public History {
    epochs = List.copyOf(epochs);
  }

  /// One epoch.
  ///
  /// @param number counted from 1
  /// @param train the scores of the batches, each taken before its step
  /// @param validation the score at the end of the epoch on images that are not learned from
  /// @param norms the mean norm of each parameter's gradients, by name; empty if not asked for
  public record Epoch(
      int number, Score train, @Nullable Score validation, Map<String, Double> norms) {
    /// Keeps the order of the names.
    public Epoch {
      norms = Collections.unmodifiableMap(new LinkedHashMap<>(norms));
    }
  }

  /// Nothing yet.
  public static History nothing() {
    return new History(List.of());
  }

  /// These epochs and another.
  public History plus(Epoch epoch) {
    List<Epoch> more = new ArrayList<>(epochs);
    more.add(epoch);
    return new History(more);
  }

  /// The epoch with the best validation accuracy; the first of equals, null if there is none.
  public @Nullable Epoch best() {
    Epoch best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (Epoch epoch : epochs) {
      if (epoch.validation != null && epoch.validation.accuracy() > most) {
        best = epoch;
        most = epoch.validation.accuracy();
      }
    }
    return best;
  }

  /// The names of the parameters whose gradients' norms were asked for.
  public List<String> norms() {
    return epochs.isEmpty() ? List.of() : List.copyOf(epochs.getFirst().norms.keySet());
  }

  /// Comma-separated values: a header, then a line an epoch. All digits are kept.
  public String csv() {
    var text = new StringBuilder(FIELDS);
    norms().forEach(name -> text.append(',').append(NORM).append(name));
    text.append('\n');
    for (Epoch epoch : epochs) {
      Score held = epoch.validation;
      text.append(epoch.number)
          .append(',')
          .append(epoch.train.loss())
          .append(',')
          .append(epoch.train.accuracy())
          .append(',')
          .append(held == null ? "" : Double.toString(held.loss()))
          .append(',')
          .append(held == null ? "" : Double.toString(held.accuracy()));
      epoch.norms.values().forEach(norm -> text.append(',').append(norm));
      text.append('\n');
    }
    return text.toString();
  }

  /// A line of JSON an epoch; numbers that JSON lacks, such as NaN, are null.
  public String jsonLines() {
    var text = new StringBuilder();
    for (Epoch epoch : epochs) {
      text.append(
          "{\"epoch\":%d,\"loss\":%s,\"accuracy\":%s"
              .formatted(epoch.number, json(epoch.train.loss()), json(epoch.train.accuracy())));
      Score held = epoch.validation;
      if (held != null) {
        text.append(
            ",\"validation_loss\":%s,\"validation_accuracy\":%s"
                .formatted(json(held.loss()), json(held.accuracy())));
      }
      List<String> pairs = new ArrayList<>();
      epoch.norms.forEach((name, norm) -> pairs.add("\"%s\":%s".formatted(name, json(norm))));
      if (!pairs.isEmpty()) {
        text.append(",\"gradient_norms\":{").append(String.join(",", pairs)).append('}');
      }
      text.append("}\n");
    }
    return text.toString();
  }

  private static String json(double number) {
    return Double.isFinite(number) ? Double.toString(number) : "null";
  }

  /// The history that [#csv] wrote.
  ///
  /// @throws TrainingException if it is malformed
  static History parse(String csv) {
    List<String> lines = csv.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().startsWith(FIELDS)) {
      throw new TrainingException("a history begins with '%s'".formatted(FIELDS));
    }
    List<String> names = Arrays.stream(lines.getFirst().split(",", -1)).skip(FIXED).toList();
    var history = nothing();
    for (String line : lines.subList(1, lines.size())) {
      history = history.plus(epoch(line, names, history.epochs.size() + 1));
    }
    return history;
  }

  private static Epoch epoch(String line, List<String> names, int number) {
    String[] fields = line.split(",", -1);
    try {
      if (fields.length != FIXED + names.size() || Integer.parseInt(fields[0]) != number) {
        throw new TrainingException("epoch %d of a history is '%s'".formatted(number, line));
      }
      Score held = fields[3].isEmpty() ? null : score(fields[3], fields[4]);
      Map<String, Double> norms = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        norms.put(names.get(i).substring(NORM.length()), Double.valueOf(fields[FIXED + i]));
      }
      return new Epoch(number, score(fields[1], fields[2]), held, norms);
    } catch (NumberFormatException | StringIndexOutOfBoundsException malformed) {
      throw new TrainingException(
          "epoch %d of a history is '%s'".formatted(number, line), malformed);
    }
  }

  private static Score score(String loss, String accuracy) {
    return new Score(Double.parseDouble(loss), Double.parseDouble(accuracy));
  }
}
