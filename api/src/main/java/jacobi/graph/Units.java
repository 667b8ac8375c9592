package jacobi.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Steps of a graph put together into units, each of which can be carried out as a whole: nothing
/// outside lies between two of its steps.
final class Units {
  private final List<Step> steps;
  private final int[] unit;
  private final Map<Integer, List<Integer>> members = new HashMap<>();
  private final Map<Integer, Integer> makers = new HashMap<>();

  Units(List<Step> steps) {
    this.steps = steps;
    unit = new int[steps.size()];
    Arrays.setAll(unit, i -> i);
    for (int i = 0; i < unit.length; i++) {
      members.put(i, new ArrayList<>(List.of(i)));
      for (int out : steps.get(i).out()) {
        makers.put(out, i);
      }
    }
  }

  /// The step that makes a value, or −1 for what comes from outside.
  int maker(int place) {
    return makers.getOrDefault(place, -1);
  }

  /// The steps of all units, each in order.
  List<List<Integer>> all() {
    return List.copyOf(members.values());
  }

  /// The steps of the unit of a step.
  List<Integer> of(int step) {
    return members(unit[step]);
  }

  private List<Integer> members(int of) {
    return Objects.requireNonNull(members.get(of));
  }

  /// What the units of two steps use together that neither makes.
  Set<Integer> operands(int a, int b) {
    Set<Integer> outside = new HashSet<>();
    Set<Integer> made = new HashSet<>();
    for (int of : new int[] {a, b}) {
      for (int step : of(of)) {
        outside.addAll(steps.get(step).in());
        made.addAll(steps.get(step).out());
      }
    }
    outside.removeAll(made);
    return outside;
  }

  /// Puts the unit of a step together with that of one which uses it, unless a way from the first
  /// to the second leads through another.
  boolean join(int before, int after) {
    int a = unit[before];
    int b = unit[after];
    if (a == b) {
      return true;
    }
    if (isBetween(a, b)) {
      return false;
    }
    for (int step : members(b)) {
      unit[step] = a;
    }
    List<Integer> joined = members(a);
    joined.addAll(members.remove(b));
    joined.sort(null);
    return true;
  }

  private boolean isBetween(int a, int b) {
    var seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    seen.set(b);
    uses(b, a, seen, open);
    while (!open.isEmpty()) {
      int next = open.pop();
      if (next == a) {
        return true;
      }
      uses(next, -1, seen, open);
    }
    return false;
  }

  /// Adds the units that a unit uses, but for one. Where they end tells nothing: a unit may be used
  /// by early steps and use late ones.
  private void uses(int of, int but, BitSet seen, Deque<Integer> open) {
    for (int step : members(of)) {
      for (int in : steps.get(step).in()) {
        int maker = maker(in);
        int used = maker < 0 ? but : unit[maker];
        if (used != but && !seen.get(used)) {
          seen.set(used);
          open.push(used);
        }
      }
    }
  }
}
