package jacobi.models.io;

import jacobi.Jacobi;
import jacobi.models.io.Safetensors.Entry;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Module;
import jacobi.tensor.Cell;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The cells of a model in a safetensors file, by name.
public final class Weights {
  private Weights() {}

  /// Saves a model's cells.
  ///
  /// @param metadata what else to remember, by name
  /// @throws FileException if the file cannot be written; an older one is then left as it was
  public static void save(Module model, Path file, Map<String, String> metadata) {
    Map<String, Entry> arrays = new LinkedHashMap<>();
    Cells.of(model).forEach((name, cell) -> arrays.put(name, entry(cell)));
    new Safetensors(metadata, arrays).write(file);
  }

  private static Entry entry(Cell cell) {
    Tensor value = cell.get().detach();
    float[] elements = value.cast(DType.F32).toFloats();
    ByteBuffer bytes =
        ByteBuffer.allocate(elements.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(elements);
    return new Entry(DType.F32, value.shape(), bytes);
  }

  /// Loads a model's cells from a file that was read. Nothing is changed unless all fit.
  ///
  /// @throws FileException if a cell is missing, has another shape or type, or one is too many
  public static void load(Module model, Safetensors file) {
    Map<String, Cell> cells = Cells.of(model);
    for (String name : file.arrays().keySet()) {
      if (!cells.containsKey(name)) {
        throw new FileException("the file has '%s', the model does not".formatted(name));
      }
    }
    Map<Cell, Entry> entries = new LinkedHashMap<>();
    cells.forEach((name, cell) -> entries.put(cell, fitting(name, cell, file.arrays().get(name))));
    entries.forEach((cell, entry) -> {
      float[] elements = new float[(int) entry.shape().elements()];
      entry.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(elements);
      cell.set(Jacobi.tensor(elements, entry.shape().sizes()));
    });
  }

  private static Entry fitting(String name, Cell cell, @Nullable Entry entry) {
    if (entry == null) {
      throw new FileException("the file lacks '%s', which the model has".formatted(name));
    }
    if (entry.dtype() != DType.F32 || !entry.shape().equals(cell.shape())) {
      throw new FileException(
          "'%s' is %s %s in the file, F32 %s in the model"
              .formatted(name, entry.dtype(), entry.shape(), cell.shape()));
    }
    return entry;
  }
}
