package jacobi.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Puts steps in an order in which each comes after what it uses, otherwise by rank.
final class Order {
  private Order() {}

  /// The steps in order.
  ///
  /// @param ranks of each step, no two the same: of those that could come next, the least does
  static List<Step> of(List<Step> steps, List<Integer> ranks) {
    Map<Integer, Integer> makers = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      for (int out : steps.get(i).out()) {
        makers.put(out, i);
      }
    }
    int[] waiting = new int[steps.size()];
    List<List<Integer>> users = new ArrayList<>();
    steps.forEach(_ -> users.add(new ArrayList<>()));
    var ready = new PriorityQueue<Integer>((a, b) -> Integer.compare(ranks.get(a), ranks.get(b)));
    for (int i = 0; i < waiting.length; i++) {
      for (int in : steps.get(i).in()) {
        Integer maker = makers.get(in);
        if (maker != null) {
          waiting[i]++;
          users.get(maker).add(i);
        }
      }
      if (waiting[i] == 0) {
        ready.add(i);
      }
    }
    List<Step> sorted = new ArrayList<>(steps.size());
    while (!ready.isEmpty()) {
      int next = ready.remove();
      sorted.add(steps.get(next));
      for (int user : users.get(next)) {
        if (--waiting[user] == 0) {
          ready.add(user);
        }
      }
    }
    if (sorted.size() < steps.size()) {
      throw new IllegalStateException("steps of a graph wait for each other");
    }
    return sorted;
  }
}
