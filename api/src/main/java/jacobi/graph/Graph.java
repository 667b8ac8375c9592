package jacobi.graph;

import jacobi.op.View;
import jacobi.tensor.Cell;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A step as it was written down: forward pass, reverse pass and update. Immutable.
///
/// @param values all values, by number
/// @param sources those that come from outside
/// @param steps what is done with them, in order
/// @param written what cells hold afterwards
/// @param results what the step returns
public record Graph(
    List<Value> values,
    Map<Integer, Source> sources,
    List<Step> steps,
    Map<Cell, Integer> written,
    List<Integer> results) {
  /// Lists and maps are copied.
  public Graph {
    values = List.copyOf(values);
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    steps = List.copyOf(steps);
    written = Collections.unmodifiableMap(new LinkedHashMap<>(written));
    results = List.copyOf(results);
  }

  /// Of each value the one whose memory it lies in: what it is a view of, else itself.
  public int[] roots() {
    int[] roots = new int[values.size()];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = i;
    }
    for (Step step : steps) {
      if (step instanceof Step.Apply(View _, List<Integer> in, List<Integer> out)) {
        roots[out.getFirst()] = roots[in.getFirst()];
      }
    }
    return roots;
  }
}
