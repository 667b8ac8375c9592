package jacobi.models.nn;

import jacobi.tensor.Cell;
import jacobi.tensor.Parameter;
import jacobi.type.JacobiException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the cells of a model by walking its records: `hidden.weight`, `layers.0.bias`.
public final class Cells {
  private Cells() {}

  /// All cells by name, in the order of the components.
  ///
  /// @throws JacobiException if a component cannot be read
  public static Map<String, Cell> of(Module model) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    walk("", model, cells);
    return cells;
  }

  /// The parameters, in the order of the components.
  public static List<Parameter> parameters(Module model) {
    return of(model).values().stream()
        .filter(Parameter.class::isInstance)
        .map(Parameter.class::cast)
        .toList();
  }

  /// The parameters that are learned, by name: all but the frozen ones.
  public static Map<String, Parameter> learned(Module model) {
    Map<String, Parameter> learned = new LinkedHashMap<>();
    of(model)
        .forEach((name, cell) -> {
          if (cell instanceof Parameter parameter && !parameter.isFrozen()) {
            learned.put(name, parameter);
          }
        });
    return learned;
  }

  /// Freezes the parameters whose names match one of the patterns, thaws the others, and returns
  /// the names of the frozen ones. Optimizers made later do not move these, and no gradient is
  /// calculated for them.
  ///
  /// @throws JacobiException if a pattern matches none
  public static List<String> freeze(Module model, String... patterns) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    of(model)
        .forEach((name, cell) -> {
          if (cell instanceof Parameter parameter) {
            parameters.put(name, parameter);
          }
        });
    Set<String> frozen = new LinkedHashSet<>();
    for (String pattern : patterns) {
      var names = new NamePattern(pattern);
      List<String> matching = parameters.keySet().stream().filter(names::matches).toList();
      frozen.addAll(matching);
      if (matching.isEmpty()) {
        throw new JacobiException(
            "no parameter is called '%s': there are %s".formatted(pattern, parameters.keySet()));
      }
    }
    parameters.forEach((name, parameter) -> parameter.freeze(frozen.contains(name)));
    return List.copyOf(frozen);
  }

  private static void walk(String path, Object part, Map<String, Cell> cells) {
    switch (part) {
      case Cell cell -> cells.put(path, cell);
      case List<?> parts -> {
        for (int i = 0; i < parts.size(); i++) {
          walk(join(path, Integer.toString(i)), parts.get(i), cells);
        }
      }
      case Record record -> {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          walk(join(path, component.getName()), read(record, component), cells);
        }
      }
      default -> {
        // A number, a string, a function: nothing to learn.
      }
    }
  }

  private static Object read(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException | RuntimeException failed) {
      throw new JacobiException(
          "component %s of %s cannot be read: make the record public, or open its package"
              .formatted(component.getName(), record.getClass().getName()),
          failed);
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
