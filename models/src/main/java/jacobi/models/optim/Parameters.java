package jacobi.models.optim;

import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.tensor.Parameter;
import jacobi.type.JacobiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What an optimizer moves: the parameters of a model by name, and how fast each.
///
/// ```java
/// Parameters.of(model).with(".*bias", 1, 0).with("body\\..*", 0.1, 1).without("embedding\\..*")
/// ```
///
/// @param byName the parameters
/// @param groups the pattern a name matches last decides
public record Parameters(Map<String, Parameter> byName, List<Group> groups) {
  /// Those whose names match a pattern, a regular expression for the whole name.
  ///
  /// @param pattern which
  /// @param rate what the learning rate is multiplied with
  /// @param decay what the weight decay is multiplied with
  public record Group(String pattern, double rate, double decay) {
    boolean has(String name) {
      return Pattern.matches(pattern, name);
    }
  }

  /// The map and the list are copied, in their order.
  public Parameters {
    byName = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    groups = List.copyOf(groups);
  }

  /// All parameters of a model that are not frozen, at the same rate.
  public static Parameters of(Module model) {
    return new Parameters(Cells.learned(model), List.of());
  }

  /// These, those that match at another rate and with another weight decay.
  ///
  /// @throws JacobiException if no name matches
  public Parameters with(String pattern, double rate, double decay) {
    var group = new Group(pattern, rate, decay);
    requireMatch(group);
    List<Group> more = new ArrayList<>(groups);
    more.add(group);
    return new Parameters(byName, more);
  }

  /// These but those that match, which stay as they are.
  ///
  /// @throws JacobiException if no name matches
  public Parameters without(String pattern) {
    var frozen = new Group(pattern, 0, 0);
    requireMatch(frozen);
    Map<String, Parameter> rest = new LinkedHashMap<>(byName);
    rest.keySet().removeIf(frozen::has);
    return new Parameters(rest, groups);
  }

  private void requireMatch(Group group) {
    if (byName.keySet().stream().noneMatch(group::has)) {
      throw new JacobiException(
          "no parameter is called '%s': there are %s".formatted(group.pattern, byName.keySet()));
    }
  }

  /// The parameters in their order.
  public List<Parameter> list() {
    return List.copyOf(byName.values());
  }

  /// The group of a name.
  Group of(String name) {
    Group found = new Group(".*", 1, 1);
    for (Group group : groups) {
      found = group.has(name) ? group : found;
    }
    return new Group("", found.rate, found.decay);
  }
}
