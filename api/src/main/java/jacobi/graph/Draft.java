package jacobi.graph;

import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.tensor.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A graph in the making: another one step by step, in which other values may stand for its values.
final class Draft {
  private final Graph from;
  private final List<Value> values;
  private final List<Integer> now = new ArrayList<>();
  private final Map<Integer, Source> sources;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Cell, Integer> written;
  private final List<Integer> results;

  Draft(Graph from) {
    this.from = from;
    values = new ArrayList<>(from.values());
    sources = new LinkedHashMap<>(from.sources());
    written = new LinkedHashMap<>(from.written());
    results = new ArrayList<>(from.results());
    for (int i = 0; i < values.size(); i++) {
      now.add(i);
    }
  }

  Graph from() {
    return from;
  }

  Map<Integer, Source> sources() {
    return sources;
  }

  Map<Cell, Integer> written() {
    return written;
  }

  List<Integer> results() {
    return results;
  }

  /// What stands for a value.
  int now(int place) {
    return now.get(place);
  }

  Value value(int place) {
    return values.get(place);
  }

  /// Puts another value in the place of one.
  void replace(int place, int by) {
    now.set(place, by);
  }

  /// A value is found to lie otherwise.
  void lay(int place, Value value) {
    values.set(place, value);
  }

  /// A new value.
  int add(Value value) {
    values.add(value);
    now.add(now.size());
    return values.size() - 1;
  }

  void add(Step step) {
    steps.add(step);
  }

  /// An op with one dense result.
  int add(Op op, int... in) {
    List<Integer> operands = new ArrayList<>(in.length);
    List<Spec> specs = new ArrayList<>(in.length);
    for (int operand : in) {
      operands.add(operand);
      specs.add(value(operand).spec());
    }
    int out = add(Value.dense(op.infer(specs).getFirst()));
    steps.add(new Step.Apply(op, operands, List.of(out)));
    return out;
  }

  Graph end() {
    written.replaceAll((_, place) -> now(place));
    results.replaceAll(this::now);
    return new Graph(values, sources, steps, written, results);
  }
}
