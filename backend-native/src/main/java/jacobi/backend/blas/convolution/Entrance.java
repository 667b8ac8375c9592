package jacobi.backend.blas.convolution;

import jacobi.backend.blas.foreign.Block;
import jacobi.backend.blas.foreign.Dnnl;
import jacobi.backend.blas.foreign.Execution;
import jacobi.backend.blas.foreign.Primitive;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// The way of an operand from an array into the order a primitive wants.
final class Entrance {
  private final Block plain;
  private final Block inside;
  private final @Nullable Execution reorder;

  /// @param from the order in the array
  /// @param to the order that is wanted
  Entrance(Dnnl dnnl, MemorySegment stream, MemorySegment from, MemorySegment to) {
    Primitive way = Primitive.reorder(dnnl, from, to);
    plain = Block.of(dnnl, from);
    inside = way == null ? plain : Block.of(dnnl, to);
    reorder =
        way == null
            ? null
            : new Execution(way, stream, 2)
                .with(Primitive.Role.SOURCE, plain)
                .with(Primitive.Role.RESULT, inside);
  }

  /// Where the operand lies in the end.
  Block inside() {
    return inside;
  }

  /// Takes elements in.
  void load(float[] array, int at, int count) {
    MemorySegment.copy(array, at, plain.data(), ValueLayout.JAVA_FLOAT, 0, count);
    if (reorder != null) {
      reorder.run();
    }
  }
}
