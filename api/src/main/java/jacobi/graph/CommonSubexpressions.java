package jacobi.graph;

import jacobi.type.Layout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Does the same op on the same operands once.
///
/// Random ops are no exception: what makes their words differ, a place in a stream, is an operand.
final class CommonSubexpressions implements Pass {
  private record Key(Object what, List<Layout> where, List<Integer> in) {}

  private static Key key(Step step) {
    return switch (step) {
      case Step.Apply apply -> new Key(apply.op(), List.of(), apply.in());
      case Step.Assemble whole ->
          new Key(List.of(whole.result(), whole.fill()), whole.into(), whole.in());
    };
  }

  @Override
  public Graph apply(Graph graph) {
    var draft = new Draft(graph);
    Map<Key, Step> known = new HashMap<>();
    for (Step old : graph.steps()) {
      Step step = old.on(draft::now);
      Step same = known.putIfAbsent(key(step), step);
      if (same == null) {
        draft.add(step);
        continue;
      }
      for (int i = 0; i < step.out().size(); i++) {
        draft.replace(step.out().get(i), same.out().get(i));
      }
    }
    return draft.end();
  }
}
