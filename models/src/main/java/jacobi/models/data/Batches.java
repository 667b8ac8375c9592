package jacobi.models.data;

import jacobi.random.Seed;
import jacobi.random.Stream;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Which examples make up each step: numbers `0 … count − 1`, cut into batches.
///
/// The order of an epoch depends on the seed and the epoch alone, so a run that is taken up again
/// at epoch 7 sees what it would have seen.
///
/// @param count how many examples there are
/// @param size how many examples a batch has; the last of an epoch may have fewer
/// @param dropLast whether a last batch with fewer examples is left out
/// @param seed names the shuffles
public record Batches(int count, int size, boolean dropLast, Seed seed) {
  /// Checks the sizes.
  ///
  /// @throws DataException if `count` is negative, `size` is not positive, or no batch would be
  ///   left
  public Batches {
    if (count < 0 || size < 1 || (dropLast && count < size)) {
      throw new DataException(
          "no batches of %d from %d examples%s"
              .formatted(size, count, dropLast ? " when the last is dropped" : ""));
    }
  }

  /// Batches that keep a last one with fewer examples.
  public static Batches of(int count, int size, Seed seed) {
    return new Batches(count, size, false, seed);
  }

  /// These batches without a last one that has fewer examples.
  public Batches full() {
    return new Batches(count, size, true, seed);
  }

  /// How many batches an epoch has.
  public int perEpoch() {
    return dropLast ? count / size : Math.ceilDiv(count, size);
  }

  /// The batches of an epoch, every example in at most one of them, in a fresh order.
  public List<int[]> epoch(long epoch) {
    return cut(shuffled(seed.at(epoch).stream()));
  }

  /// The batches in the order of the examples, for evaluation.
  public List<int[]> inOrder() {
    return cut(IntStream.range(0, count).toArray());
  }

  /// Fisher and Yates: every order is as likely as any other.
  private int[] shuffled(Stream random) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  private List<int[]> cut(int[] order) {
    int batches = perEpoch();
    return new AbstractList<>() {
      @Override
      public int[] get(int index) {
        int from = Objects.checkIndex(index, batches) * size;
        return Arrays.copyOfRange(order, from, Math.min(from + size, order.length));
      }

      @Override
      public int size() {
        return batches;
      }
    };
  }
}
