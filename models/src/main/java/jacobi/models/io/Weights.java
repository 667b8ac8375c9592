package jacobi.models.io;

import jacobi.models.io.Safetensors.Entry;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.tensor.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The cells of a model in a safetensors file, by name.
public final class Weights {
  private Weights() {}

  /// Saves a model's cells.
  ///
  /// @param metadata what else to remember, by name
  /// @throws FileException if the file cannot be written; an older one is then left as it was
  public static void save(Module model, Path file, Map<String, String> metadata) {
    new Safetensors(metadata, entries(Cells.of(model))).write(file);
  }

  /// Copies of what cells hold, by their names.
  public static Map<String, Entry> entries(Map<String, ? extends Cell> cells) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    cells.forEach((name, cell) -> entries.put(name, Elements.of(cell.get())));
    return entries;
  }

  /// Loads a model's cells from a file that was read. Nothing is changed unless all fit.
  ///
  /// @throws FileException if cells are missing, have another shape or type, or some are too many;
  ///   it lists them all
  public static void load(Module model, Safetensors file) {
    fill(Cells.of(model), file.arrays());
  }

  /// Fills cells with the entries of the same names. Nothing is changed unless all fit.
  ///
  /// @throws FileException if they do not fit; it lists all that do not
  public static void fill(Map<String, ? extends Cell> cells, Map<String, Entry> entries) {
    Match match = match(cells, entries);
    if (!match.isComplete()) {
      throw new FileException(match.complaints());
    }
    load(match.loaded(), cells, entries);
  }

  /// Loads what fits, by name, shape and type, and leaves the other cells as they are: for models
  /// that share some layers with the saved one.
  ///
  /// @return what was loaded, and what was not and why
  /// @throws FileException if nothing fits
  public static Match loadMatching(Module model, Safetensors file) {
    Map<String, Cell> cells = Cells.of(model);
    Match match = match(cells, file.arrays());
    if (match.loaded().isEmpty()) {
      throw new FileException("nothing fits: " + match.complaints());
    }
    load(match.loaded(), cells, file.arrays());
    return match;
  }

  /// How the arrays of a file and the cells of a model fit each other.
  ///
  /// @param loaded names of cells with a fitting array
  /// @param missing names of cells the file lacks
  /// @param unexpected names of arrays the model lacks
  /// @param misfit cells whose array has another shape or type: both are named
  public record Match(
      List<String> loaded, List<String> missing, List<String> unexpected, List<String> misfit) {
    /// Copies the lists.
    public Match {
      loaded = List.copyOf(loaded);
      missing = List.copyOf(missing);
      unexpected = List.copyOf(unexpected);
      misfit = List.copyOf(misfit);
    }

    /// True if every cell has its array and every array its cell.
    public boolean isComplete() {
      return missing.isEmpty() && unexpected.isEmpty() && misfit.isEmpty();
    }

    /// All that does not fit, as one sentence.
    public String complaints() {
      List<String> parts = new ArrayList<>();
      add(parts, "the file lacks %s, which the model has", missing);
      add(parts, "the file has %s, the model does not", unexpected);
      if (!misfit.isEmpty()) {
        parts.add(String.join(", ", misfit));
      }
      return String.join("; ", parts);
    }

    private static void add(List<String> parts, String sentence, List<String> names) {
      if (!names.isEmpty()) {
        parts.add(sentence.formatted("'" + String.join("', '", names) + "'"));
      }
    }
  }

  /// How arrays and cells fit each other.
  public static Match match(Map<String, ? extends Cell> cells, Map<String, Entry> entries) {
    List<String> loaded = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> misfit = new ArrayList<>();
    cells.forEach((name, cell) -> {
      Entry entry = entries.get(name);
      if (entry == null) {
        missing.add(name);
      } else if (entry.dtype() == cell.get().dtype() && entry.shape().equals(cell.shape())) {
        loaded.add(name);
      } else {
        misfit.add(
            "'%s' is %s %s in the file, %s in the model"
                .formatted(name, entry.dtype(), entry.shape(), cell.get().spec()));
      }
    });
    List<String> unexpected =
        entries.keySet().stream().filter(name -> !cells.containsKey(name)).toList();
    return new Match(loaded, missing, unexpected, misfit);
  }

  private static void load(
      List<String> names, Map<String, ? extends Cell> cells, Map<String, Entry> entries) {
    for (String name : names) {
      Cell cell = Objects.requireNonNull(cells.get(name));
      Entry entry = Objects.requireNonNull(entries.get(name));
      cell.set(Elements.tensor(entry, cell.get().engine()));
    }
  }
}
