package jacobi.models.io;

import jacobi.models.io.Safetensors.Entry;
import jacobi.models.nn.NamePattern;
import jacobi.type.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Makes the arrays of another program's file into those of a model here: names, shapes, order of
/// axes. Each method returns a new mapping; patterns are those of [NamePattern].
///
/// ```java
/// var file = Mapping.of(Safetensors.read(path))
///     .without("*.num_batches_tracked")
///     .reshape("conv*.bias", -1, 1, 1)
///     .rename(name -> name.replace("running_", ""))
///     .file();
/// Weights.load(model, file);
/// ```
///
/// @param file the arrays as they are now
public record Mapping(Safetensors file) {
  private static final int MAX_RANK = 8;

  /// The arrays of a file, as they are.
  public static Mapping of(Safetensors file) {
    return new Mapping(file);
  }

  /// Gives every array another name.
  ///
  /// @throws FileException if two arrays would have the same
  public Mapping rename(UnaryOperator<String> rename) {
    Map<String, Entry> arrays = new LinkedHashMap<>();
    file.arrays()
        .forEach((name, entry) -> {
          if (arrays.put(rename.apply(name), entry) != null) {
            throw new FileException(
                "'%s' would be renamed to '%s', as another array is"
                    .formatted(name, rename.apply(name)));
          }
        });
    return with(arrays);
  }

  /// Leaves arrays out.
  ///
  /// @throws FileException if there is no such array
  public Mapping without(String pattern) {
    Map<String, Entry> arrays = new LinkedHashMap<>(file.arrays());
    change(pattern, entry -> entry).keySet().forEach(arrays::remove);
    return with(arrays);
  }

  /// Gives arrays another shape with as many elements; one size may be −1: what is left.
  ///
  /// @throws FileException if there is no such array, or the elements do not fit
  public Mapping reshape(String pattern, long... sizes) {
    return changed(pattern, entry -> reshaped(pattern, entry, sizes));
  }

  /// Reverses the axes of arrays: `[in, out]` becomes `[out, in]`.
  ///
  /// @throws FileException if there is no such array
  public Mapping transpose(String pattern) {
    return changed(pattern, Mapping::transposed);
  }

  private Mapping with(Map<String, Entry> arrays) {
    return new Mapping(new Safetensors(file.metadata(), arrays));
  }

  private Mapping changed(String pattern, UnaryOperator<Entry> change) {
    Map<String, Entry> arrays = new LinkedHashMap<>(file.arrays());
    arrays.putAll(change(pattern, change));
    return with(arrays);
  }

  private Map<String, Entry> change(String pattern, UnaryOperator<Entry> change) {
    var names = new NamePattern(pattern);
    Map<String, Entry> changed = new LinkedHashMap<>();
    file.arrays()
        .forEach((name, entry) -> {
          if (names.matches(name)) {
            changed.put(name, change.apply(entry));
          }
        });
    if (changed.isEmpty()) {
      throw new FileException(
          "no array is called '%s': there are %s".formatted(pattern, file.arrays().keySet()));
    }
    return changed;
  }

  private static Entry reshaped(String pattern, Entry entry, long... sizes) {
    long[] whole = sizes.clone();
    long known = 1;
    for (long size : sizes) {
      known *= size < 0 ? 1 : size;
    }
    for (int i = 0; i < whole.length; i++) {
      whole[i] = whole[i] < 0 && known > 0 ? entry.shape().elements() / known : whole[i];
    }
    Shape shape = Shape.of(whole);
    if (shape.elements() != entry.shape().elements()) {
      throw new FileException(
          "'%s' of shape %s cannot become %s".formatted(pattern, entry.shape(), shape));
    }
    return new Entry(entry.dtype(), shape, entry.bytes());
  }

  private static Entry transposed(Entry entry) {
    int rank = entry.shape().rank();
    if (rank > MAX_RANK) {
      throw new FileException("arrays of more than %d axes are not turned".formatted(MAX_RANK));
    }
    long[] sizes = new long[rank];
    for (int axis = 0; axis < rank; axis++) {
      sizes[axis] = entry.shape().size(rank - 1 - axis);
    }
    int width = entry.dtype().bytes();
    ByteBuffer from = entry.bytes().duplicate();
    ByteBuffer to = ByteBuffer.allocate(from.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    long[] at = new long[rank];
    for (int target = 0; target < to.capacity(); target += width) {
      to.put(target, from, source(at, sizes) * width, width);
      advance(at, sizes);
    }
    return new Entry(entry.dtype(), Shape.of(sizes), to);
  }

  /// Where the element at index `at` of the turned array lies in the array as it was.
  private static int source(long[] at, long... sizes) {
    long index = 0;
    for (int axis = at.length - 1; axis >= 0; axis--) {
      index = index * sizes[axis] + at[axis];
    }
    return (int) index;
  }

  private static void advance(long[] at, long... sizes) {
    for (int axis = at.length - 1; axis >= 0; axis--) {
      at[axis]++;
      if (at[axis] < sizes[axis]) {
        return;
      }
      at[axis] = 0;
    }
  }
}
