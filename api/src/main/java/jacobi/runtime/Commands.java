package jacobi.runtime;

import jacobi.graph.Blueprint;
import jacobi.graph.Graph;
import jacobi.graph.Step;
import jacobi.graph.Stretch;
import jacobi.graph.Value;
import jacobi.op.Copy;
import jacobi.op.Fill;
import jacobi.op.Op;
import jacobi.op.View;
import jacobi.spi.Buffer;
import jacobi.spi.Operand;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calls of a program, from its blueprint.
final class Commands {
  private final EagerEngine engine;
  private final Graph graph;
  private final Blueprint blueprint;
  private final Places places;
  private final int[] roots;
  private final Map<Integer, Storage> scratch;
  private final List<Runnable> once = new ArrayList<>();
  private final List<Runnable> each = new ArrayList<>();

  /// @param roots of each value the one in whose memory it lies
  /// @param scratch of steps that need some
  Commands(
      EagerEngine engine,
      Blueprint blueprint,
      Places places,
      int[] roots,
      Map<Integer, Storage> scratch) {
    this.engine = engine;
    this.blueprint = blueprint;
    this.graph = blueprint.graph();
    this.places = places;
    this.roots = roots;
    this.scratch = scratch;
    for (int i = 0; i < graph.steps().size(); i++) {
      List<Runnable> into = blueprint.once().contains(i) ? once : each;
      switch (graph.steps().get(i)) {
        case Step.Apply(View _, var _, var _) -> {}
        case Step.Apply apply -> into.add(call(i, apply));
        case Step.Assemble whole -> assemble(whole, into);
      }
    }
  }

  /// Those that run when the program first runs.
  Runnable[] once() {
    return once.toArray(Runnable[]::new);
  }

  /// Those of every run.
  Runnable[] each() {
    return each.toArray(Runnable[]::new);
  }

  private Runnable call(int step, Step.Apply apply) {
    Operand[] out = new Operand[apply.out().size()];
    for (int i = 0; i < out.length; i++) {
      int place = apply.out().get(i);
      use(place, graph.values().get(place).layout(), out, i);
    }
    Op op = apply.op();
    if (!blueprint.needs().containsKey(step)) {
      return host(apply, out);
    }
    Operand[] in = new Operand[apply.in().size()];
    Shape result = graph.values().get(apply.out().getFirst()).layout().shape();
    for (int i = 0; i < in.length; i++) {
      Layout layout = graph.values().get(apply.in().get(i)).layout();
      Shape wide = Stretch.of(op, layout.shape(), result);
      use(apply.in().get(i), layout.expand(wide), in, i);
    }
    Storage room = scratch.get(step);
    return command(op, in, out, room == null ? null : room.buffer());
  }

  private Runnable host(Step.Apply apply, Operand[] out) {
    int[] from = apply.in().stream().mapToInt(place -> roots[place]).toArray();
    List<Value> values = apply.in().stream().map(place -> graph.values().get(place)).toList();
    return new HostCommand(engine, places, apply.op(), from, values, out);
  }

  private void assemble(Step.Assemble whole, List<Runnable> into) {
    int place = whole.out().getFirst();
    Layout dense = graph.values().get(place).layout();
    if (!whole.isCovered()) {
      Operand[] out = new Operand[1];
      use(place, dense, out, 0);
      var full = Fill.Full.of(whole.result().dtype(), whole.result().shape(), whole.fill());
      into.add(command(full, new Operand[0], out, null));
    }
    for (int i = 0; i < whole.in().size(); i++) {
      int piece = whole.in().get(i);
      into.add(copy(piece, place, whole.into().get(i)));
    }
  }

  /// A copy of a value into a part of another's memory.
  Runnable copy(int from, int to, Layout into) {
    Operand[] in = new Operand[1];
    Operand[] out = new Operand[1];
    use(from, graph.values().get(from).layout(), in, 0);
    use(to, into, out, 0);
    return command(Copy.Plain.COPY, in, out, null);
  }

  private Command command(Op op, Operand[] in, Operand[] out, @Nullable Buffer room) {
    return new Command(engine.owner(), op, in, out, room);
  }

  private void use(int place, Layout layout, Operand[] operands, int index) {
    int root = place < roots.length ? roots[place] : place;
    places.use(root, layout, operands, index);
  }
}
