package jacobi.graph;

import jacobi.op.Composite;
import jacobi.op.Copy;
import jacobi.op.HostDefault;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Spec;
import jacobi.op.UnsupportedOpException;
import jacobi.op.View;
import jacobi.spi.Needs;
import jacobi.spi.OpSpec;
import jacobi.spi.Support;
import jacobi.tensor.Mode;
import jacobi.tensor.Tensor;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Leaves only what the device carries out: composites that it declines become their decomposition.
/// Values are placed: views share the memory of what they view, and where the device needs dense
/// operands, or a view cannot be had without, a copy is put in between.
final class Lowering implements Pass {
  private final Target target;

  Lowering(Target target) {
    this.target = target;
  }

  @Override
  public Graph apply(Graph graph) {
    var draft = new Draft(graph);
    graph.steps().forEach(step -> step(draft, step.on(draft::now)));
    return draft.end();
  }

  private void step(Draft draft, Step step) {
    switch (step) {
      case Step.Apply apply when apply.op() instanceof View view -> view(draft, view, apply);
      case Step.Apply apply -> call(draft, apply);
      case Step.Assemble whole -> {
        for (int piece : whole.in()) {
          requireSupport(draft, new Step.Apply(Copy.Plain.COPY, List.of(piece), List.of(piece)));
        }
        draft.add(whole);
      }
    }
  }

  private static void view(Draft draft, View op, Step.Apply step) {
    int x = step.in().getFirst();
    Layout layout = op.of(draft.value(x).layout());
    if (layout == null) {
      x = draft.add(Copy.Plain.COPY, x);
      layout = Objects.requireNonNull(op.of(draft.value(x).layout()));
    }
    int out = step.out().getFirst();
    draft.lay(out, new Value(draft.value(x).dtype(), layout));
    draft.add(new Step.Apply(op, List.of(x), List.of(out)));
  }

  private void call(Draft draft, Step.Apply step) {
    switch (target.supports(spec(draft, step))) {
      case Support.Native(Needs needs) -> {
        boolean dense = needs.isContiguous() && step.op() != Copy.Plain.COPY;
        draft.add(dense ? made(draft, step) : step);
      }
      case Support.Decline(String why) -> {
        switch (step.op()) {
          case Composite composite -> decompose(draft, composite, step);
          case HostDefault _, Primitive _, View _ -> {
            requireHost(draft, step, why);
            draft.add(step);
          }
        }
      }
    }
  }

  /// What the device is asked about.
  static OpSpec spec(Draft draft, Step.Apply step) {
    List<Spec> out = step.out().stream().map(place -> draft.value(place).spec()).toList();
    List<OpSpec.In> in = new ArrayList<>(step.in().size());
    for (int place : step.in()) {
      Value x = draft.value(place);
      Shape wide = Stretch.of(step.op(), x.layout().shape(), out.getFirst().shape());
      in.add(new OpSpec.In(x.dtype(), x.layout().expand(wide)));
    }
    return new OpSpec(step.op(), in, out);
  }

  /// On dense operands, broadcast by copies.
  private static Step.Apply made(Draft draft, Step.Apply step) {
    Shape result = draft.value(step.out().getFirst()).layout().shape();
    List<Integer> in = new ArrayList<>(step.in());
    for (int i = 0; i < in.size(); i++) {
      Value x = draft.value(in.get(i));
      Shape wide = Stretch.of(step.op(), x.layout().shape(), result);
      if (!wide.equals(x.layout().shape())) {
        int stretched = draft.add(new Value(x.dtype(), x.layout().expand(wide)));
        var expand = new View.Expand(wide);
        draft.add(new Step.Apply(expand, List.of(in.get(i)), List.of(stretched)));
        in.set(i, stretched);
      }
      if (!draft.value(in.get(i)).layout().isContiguous()) {
        in.set(i, draft.add(Copy.Plain.COPY, in.get(i)));
      }
    }
    return new Step.Apply(step.op(), in, step.out());
  }

  private void requireSupport(Draft draft, Step.Apply step) {
    if (target.supports(spec(draft, step)) instanceof Support.Decline(String why)) {
      throw declined(draft, step, why);
    }
  }

  private void requireHost(Draft draft, Step.Apply step, String why) {
    if (!target.hosts(step.op())) {
      throw declined(draft, step, why);
    }
  }

  private UnsupportedOpException declined(Draft draft, Step.Apply step, String why) {
    List<Spec> in = step.in().stream().map(place -> draft.value(place).spec()).toList();
    return new UnsupportedOpException(
        "%s declines %s of %s: %s".formatted(target.device(), step.op().name(), in, why));
  }

  /// Writes the decomposition down and goes on with its steps.
  private void decompose(Draft draft, Composite op, Step.Apply step) {
    List<Spec> specs = step.in().stream().map(place -> draft.value(place).spec()).toList();
    Graph inner =
        Mode.noGrad(() ->
            Capture.of(
                in -> List.of(target.rules().decompose(op, in.toArray(Tensor[]::new))),
                specs,
                target));
    Map<Integer, Integer> places = new HashMap<>();
    inner
        .sources()
        .forEach((place, source) -> {
          if (source instanceof Source.Argument(int position)) {
            places.put(place, step.in().get(position));
          } else {
            places.put(place, draft.add(inner.values().get(place)));
            draft.sources().put(places.get(place), source);
          }
        });
    for (Step each : inner.steps()) {
      List<Integer> out = new ArrayList<>();
      for (int place : each.out()) {
        int own = draft.add(inner.values().get(place));
        places.put(place, own);
        out.add(own);
      }
      step(draft, renamed(each.on(places::get), out).on(draft::now));
    }
    for (int i = 0; i < step.out().size(); i++) {
      draft.replace(
          step.out().get(i), draft.now(Objects.requireNonNull(places.get(inner.results().get(i)))));
    }
  }

  private static Step renamed(Step step, List<Integer> out) {
    return switch (step) {
      case Step.Apply(Op op, var in, var _) -> new Step.Apply(op, in, out);
      case Step.Assemble whole ->
          new Step.Assemble(whole.result(), whole.fill(), whole.in(), whole.into(), out);
    };
  }
}
