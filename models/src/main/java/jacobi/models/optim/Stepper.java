package jacobi.models.optim;

import jacobi.Jacobi;
import jacobi.models.optim.Parameters.Group;
import jacobi.op.Composite;
import jacobi.op.MultiStep;
import jacobi.tensor.Parameter;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Moves parameters and their moments by one op for each group of equal rate and decay.
final class Stepper {
  private final Slots slots;
  private final List<Parameter> parameters;
  private final List<List<State>> moments = new ArrayList<>();
  private final Map<Group, List<Integer>> groups = new LinkedHashMap<>();
  private final List<Group> order;
  private final Composite op;
  private final int numbers;
  private final int decayAt;

  /// Numbers of a step without groups, and with: filled anew in each, so that a step that was
  /// written down allocates nothing.
  private final double[] base;

  private final float[] spread;

  /// @param rule the optimizer and its fixed numbers
  /// @param op the step of one parameter
  /// @param numbers how many numbers it takes, the learning rate first
  /// @param decayAt which of them is the weight decay
  /// @param remembered the names of the moments, in the op's order
  Stepper(
      Parameters of, String rule, Composite op, int numbers, int decayAt, String... remembered) {
    this.slots = Slots.of(of.byName(), of.groups().isEmpty() ? rule : rule + ", " + of.groups());
    this.parameters = of.list();
    this.op = op;
    this.numbers = numbers;
    this.decayAt = decayAt;
    for (String name : of.byName().keySet()) {
      List<Integer> members = groups.computeIfAbsent(of.of(name), _ -> new ArrayList<>());
      members.add(groups.values().stream().mapToInt(List::size).sum());
    }
    order = List.copyOf(groups.keySet());
    base = new double[numbers];
    spread = new float[groups.size() * numbers];
    for (String name : remembered) {
      moments.add(slots.add(name));
    }
  }

  Slots slots() {
    return slots;
  }

  /// One step.
  ///
  /// @param scale what gradients are multiplied with
  /// @param source fills in the numbers of this step, once
  void step(List<Tensor> gradients, @Nullable Tensor scale, Consumer<double[]> source) {
    if (parameters.isEmpty()) {
      return;
    }
    Tensor all = Jacobi.input(spread.length, () -> spread(source));
    long at = 0;
    for (List<Integer> members : groups.values()) {
      step(members, gradients, all.slice(0, at, at + numbers), scale);
      at += numbers;
    }
  }

  /// The numbers of each group, one after the other.
  private float[] spread(Consumer<double[]> source) {
    source.accept(base);
    int at = 0;
    for (int k = 0; k < order.size(); k++) {
      Group group = order.get(k);
      for (int i = 0; i < numbers; i++) {
        double factor = i == 0 ? group.rate() : i == decayAt ? group.decay() : 1;
        spread[at++] = (float) (factor * base[i]);
      }
    }
    return spread;
  }

  private void step(
      List<Integer> members, List<Tensor> gradients, Tensor rates, @Nullable Tensor scale) {
    List<Tensor> in = new ArrayList<>();
    members.forEach(i -> in.add(parameters.get(i).get().detach()));
    members.forEach(i -> in.add(gradients.get(i)));
    moments.forEach(states -> members.forEach(i -> in.add(states.get(i).get())));
    in.add(rates);
    if (scale != null) {
      in.add(scale);
    }
    var multi = new MultiStep(op, members.size(), scale != null);
    List<Tensor> next = Tensor.all(multi, in.toArray(Tensor[]::new));
    for (int k = 0; k < members.size(); k++) {
      int i = members.get(k);
      parameters.get(i).set(next.get(k));
      for (int moment = 0; moment < moments.size(); moment++) {
        moments.get(moment).get(i).set(next.get((moment + 1) * members.size() + k));
      }
    }
  }
}
