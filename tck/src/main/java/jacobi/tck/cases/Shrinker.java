package jacobi.tck.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Finds smaller decisions that still fail.
///
/// A decision list is smaller if it is shorter, or has a smaller number somewhere and no greater
/// one. Each decision is tried at 0, then at half of what it is, then at one less, until nothing
/// smaller fails or the tries are used up.
public final class Shrinker {
  private final Predicate<List<Integer>> fails;
  private List<Integer> best;
  private int tries;

  private Shrinker(List<Integer> start, int tries, Predicate<List<Integer>> fails) {
    this.best = trimmed(start);
    this.tries = tries;
    this.fails = fails;
  }

  /// The smallest list found in so many tries.
  public static List<Integer> shrink(
      List<Integer> start, int tries, Predicate<List<Integer>> fails) {
    var shrinker = new Shrinker(start, tries, fails);
    boolean better = true;
    while (better && shrinker.tries > 0) {
      better = shrinker.round();
    }
    return shrinker.best;
  }

  private boolean round() {
    boolean better = false;
    for (int keep = best.size() / 2;
        keep > 0 && keep < best.size();
        keep = (keep + best.size()) / 2) {
      if (accept(best.subList(0, keep))) {
        better = true;
        break;
      }
      if (keep == best.size() - 1) {
        break;
      }
    }
    for (int i = 0; i < best.size(); i++) {
      int now = best.get(i);
      for (int smaller : new int[] {0, now / 2, now - 1}) {
        if (i < best.size() && smaller >= 0 && smaller < best.get(i) && accept(with(i, smaller))) {
          better = true;
          break;
        }
      }
    }
    return better;
  }

  private List<Integer> with(int place, int number) {
    List<Integer> changed = new ArrayList<>(best);
    changed.set(place, number);
    return changed;
  }

  private boolean accept(List<Integer> smaller) {
    if (tries <= 0) {
      return false;
    }
    tries--;
    if (!fails.test(List.copyOf(smaller))) {
      return false;
    }
    best = trimmed(smaller);
    return true;
  }

  /// Missing decisions are 0, so zeros at the end say nothing.
  private static List<Integer> trimmed(List<Integer> list) {
    int end = list.size();
    while (end > 0 && list.get(end - 1) == 0) {
      end--;
    }
    return List.copyOf(list.subList(0, end));
  }
}
