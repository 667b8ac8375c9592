package jacobi.models.optim;

import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.tensor.Functions;
import jacobi.tensor.Parameter;
import jacobi.tensor.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The parameters an optimizer moves, and what it remembers of each from step to step: named states
/// such as `first.hidden.weight`, and how many steps were made. All there is to save and restore.
public final class Slots {
  private final String rule;
  private final Map<String, Parameter> parameters;
  private final List<Parameter> inOrder;
  private final Map<String, State> states = new LinkedHashMap<>();
  private long steps;

  private Slots(String rule, Map<String, Parameter> parameters) {
    this.rule = rule;
    this.parameters = parameters;
    this.inOrder = List.copyOf(parameters.values());
  }

  /// The parameters of a model that are not frozen, with nothing remembered yet.
  ///
  /// @param rule the optimizer and its fixed numbers, such as `adam, decay 0.0`
  public static Slots of(Module model, String rule) {
    return new Slots(rule, Cells.learned(model));
  }

  /// Some parameters by name, with nothing remembered yet.
  static Slots of(Map<String, Parameter> parameters, String rule) {
    return new Slots(rule, new LinkedHashMap<>(parameters));
  }

  /// Adds a state of zeros for each parameter, in their order.
  public List<State> add(String name) {
    List<State> added = new ArrayList<>();
    parameters.forEach((of, parameter) -> {
      State state = State.of(Functions.zerosLike(parameter.get().detach()));
      states.put(name + "." + of, state);
      added.add(state);
    });
    return List.copyOf(added);
  }

  /// The optimizer and its fixed numbers.
  public String rule() {
    return rule;
  }

  /// The parameters, in the order of the model.
  public List<Parameter> parameters() {
    return inOrder;
  }

  /// The names of the parameters, in their order.
  public List<String> names() {
    return List.copyOf(parameters.keySet());
  }

  /// The states by name.
  public Map<String, State> states() {
    return Map.copyOf(states);
  }

  /// How many steps were made.
  public long steps() {
    return steps;
  }

  /// Counts a step, and says which it is: the first is 1.
  public long next() {
    steps++;
    return steps;
  }

  /// Goes on as after so many steps.
  public void goOn(long done) {
    steps = done;
  }
}
