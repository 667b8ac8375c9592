package jacobi.models.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Examples as rows of numbers, each with a class.
///
/// A column whose present values are all numbers becomes one feature; another becomes one for each
/// of its values, 1 where it is that value. What is missing (empty, `NA`, `?`) is NaN.
///
/// @param features the names of the features: `radius`, or `island=Biscoe`
/// @param classes the names of the classes, in order
/// @param values `[rows][features]`
/// @param labels `[rows]`, indices into `classes`
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two tables.
public record Table(List<String> features, List<String> classes, float[][] values, int[] labels) {
  private static final Set<String> MISSING = Set.of("", "NA", "?", "NaN");

  /// No column that is no number has more values: it would rather be a name.
  private static final int MAX_VALUES = 100;

  /// Copies the names.
  public Table {
    features = List.copyOf(features);
    classes = List.copyOf(classes);
  }

  /// The table of rows that were read. If the first row holds no number it is the header; else the
  /// columns are called `1`, `2`, ….
  ///
  /// @param name for messages
  /// @param target the column with the classes; empty means the last
  /// @param without columns that are left out, such as an id
  /// @throws DataException if a column is not there, a class is missing, or there are no examples
  public static Table of(String name, List<Csv.Row> rows, String target, Set<String> without) {
    boolean headed = rows.getFirst().fields().stream().noneMatch(Table::isNumber);
    List<Csv.Row> body = headed ? rows.subList(1, rows.size()) : rows;
    List<String> names = new ArrayList<>(rows.getFirst().fields());
    if (!headed) {
      names.replaceAll(_ -> "");
      for (int i = 0; i < names.size(); i++) {
        names.set(i, Integer.toString(i + 1));
      }
    }
    if (body.isEmpty()) {
      throw new DataException("%s: no rows below the header".formatted(name));
    }
    int at = target.isEmpty() ? names.size() - 1 : column(name, names, target);
    without.forEach(column -> column(name, names, column));
    List<String> features = new ArrayList<>();
    List<float[]> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (i != at && !without.contains(names.get(i))) {
        add(name, names.get(i), i, body, features, columns);
      }
    }
    List<String> classes = classes(name, names.get(at), at, body);
    int[] labels = body.stream().mapToInt(row -> classes.indexOf(row.fields().get(at))).toArray();
    return new Table(features, classes, transposed(columns, labels.length), labels);
  }

  private static int column(String name, List<String> names, String wanted) {
    if (!names.contains(wanted)) {
      throw new DataException("%s: no column '%s', there are %s".formatted(name, wanted, names));
    }
    return names.indexOf(wanted);
  }

  private static void add(
      String name,
      String column,
      int at,
      List<Csv.Row> rows,
      List<String> features,
      List<float[]> columns) {
    List<String> texts = rows.stream().map(row -> row.fields().get(at)).toList();
    if (texts.stream().allMatch(text -> isMissing(text) || isNumber(text))) {
      features.add(column);
      columns.add(numbers(texts, text -> Float.parseFloat(text)));
      return;
    }
    Set<String> values = new TreeSet<>(texts);
    values.removeIf(Table::isMissing);
    if (values.size() > MAX_VALUES) {
      throw new DataException(
          "%s: column '%s' has %d values and is no number: leave it out"
              .formatted(name, column, values.size()));
    }
    for (String value : values) {
      features.add(column + "=" + value);
      columns.add(numbers(texts, text -> text.equals(value) ? 1 : 0));
    }
  }

  /// What a present text is as a number.
  private interface Reading {
    float of(String text);
  }

  private static float[] numbers(List<String> texts, Reading reading) {
    float[] numbers = new float[texts.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = isMissing(texts.get(i)) ? Float.NaN : reading.of(texts.get(i));
    }
    return numbers;
  }

  private static List<String> classes(String name, String target, int at, List<Csv.Row> rows) {
    for (Csv.Row row : rows) {
      if (isMissing(row.fields().get(at))) {
        throw new DataException(
            "%s:%d: the class '%s' is missing".formatted(name, row.line(), target));
      }
    }
    Set<String> classes = new TreeSet<>();
    rows.forEach(row -> classes.add(row.fields().get(at)));
    if (classes.size() < 2 || classes.size() > MAX_VALUES) {
      throw new DataException(
          "%s: column '%s' has %d values, which are no classes: name the target"
              .formatted(name, target, classes.size()));
    }
    return List.copyOf(classes);
  }

  private static float[][] transposed(List<float[]> columns, int rows) {
    float[][] values = new float[rows][columns.size()];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns.size(); j++) {
        values[i][j] = columns.get(j)[i];
      }
    }
    return values;
  }

  private static boolean isMissing(String text) {
    return MISSING.contains(text);
  }

  private static boolean isNumber(String text) {
    Predicate<String> shape = t -> t.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    return shape.test(text);
  }

  /// How many examples there are.
  public int count() {
    return labels.length;
  }

  /// The labels of these rows.
  public int[] labels(int... rows) {
    return Arrays.stream(rows).map(row -> labels[row]).toArray();
  }
}
