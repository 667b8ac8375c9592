package jacobi.models.data;

import jacobi.random.Seed;
import jacobi.random.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Splits of labeled examples in which every part has its share of each class.
///
/// A split depends on the labels and the seed alone.
public final class Folds {
  private Folds() {}

  /// Examples to learn from, and others to be judged by.
  ///
  /// @param train their numbers, rising
  /// @param test their numbers, rising
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares two splits.
  public record Split(int[] train, int[] test) {}

  /// `k` splits for cross-validation: every example is in the test part of exactly one.
  ///
  /// @param labels the class of each example
  /// @throws DataException unless `2 ≤ k ≤` the number of examples
  public static List<Split> of(int[] labels, int k, Seed seed) {
    if (k < 2 || k > labels.length) {
      throw new DataException("no %d folds of %d examples".formatted(k, labels.length));
    }
    int[] fold = dealt(labels, seed);
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < k; i++) {
      boolean[] test = new boolean[labels.length];
      for (int j = 0; j < test.length; j++) {
        test[j] = fold[j] % k == i;
      }
      splits.add(split(test));
    }
    return splits;
  }

  /// One split with this fraction of the examples, rounded, in its test part.
  ///
  /// @throws DataException if either part would be empty
  public static Split split(int[] labels, double fraction, Seed seed) {
    int wanted = (int) Math.round(fraction * labels.length);
    if (!(wanted > 0 && wanted < labels.length)) {
      throw new DataException(
          "no split of %d examples with %s of them apart".formatted(labels.length, fraction));
    }
    int[] place = dealt(labels, seed);
    boolean[] test = new boolean[labels.length];
    for (int i = 0; i < test.length; i++) {
      long p = place[i];
      test[i] = (p + 1) * wanted / labels.length > p * wanted / labels.length;
    }
    return split(test);
  }

  /// A place for each example, class by class, in a fresh order within each: whoever deals by place
  /// deals each class evenly.
  private static int[] dealt(int[] labels, Seed seed) {
    TreeMap<Integer, List<Integer>> classes = new TreeMap<>();
    for (int i = 0; i < labels.length; i++) {
      classes.computeIfAbsent(labels[i], _ -> new ArrayList<>()).add(i);
    }
    int[] place = new int[labels.length];
    int next = 0;
    for (var entry : classes.entrySet()) {
      List<Integer> members = entry.getValue();
      Stream random = seed.at(entry.getKey()).stream();
      for (int i = members.size() - 1; i >= 0; i--) {
        int j = random.nextInt(i + 1);
        place[members.get(j)] = next++;
        members.set(j, members.get(i));
      }
    }
    return place;
  }

  private static Split split(boolean[] test) {
    int count = 0;
    for (boolean apart : test) {
      count += apart ? 1 : 0;
    }
    int[] in = new int[test.length - count];
    int[] out = new int[count];
    for (int i = 0, a = 0, b = 0; i < test.length; i++) {
      if (test[i]) {
        out[b++] = i;
      } else {
        in[a++] = i;
      }
    }
    return new Split(in, out);
  }
}
