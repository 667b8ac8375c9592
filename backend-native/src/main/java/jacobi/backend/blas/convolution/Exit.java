package jacobi.backend.blas.convolution;

import jacobi.backend.blas.foreign.Block;
import jacobi.backend.blas.foreign.Dnnl;
import jacobi.backend.blas.foreign.Execution;
import jacobi.backend.blas.foreign.Primitive;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/// The way of a result from the order a primitive likes to an array.
final class Exit {
  private final Block inside;
  private final Block plain;
  private final @Nullable Execution reorder;

  /// @param from the order of the primitive
  /// @param to the order in the array
  Exit(Dnnl dnnl, MemorySegment stream, MemorySegment from, MemorySegment to) {
    Primitive way = Primitive.reorder(dnnl, from, to);
    inside = Block.of(dnnl, from);
    plain = way == null ? inside : Block.of(dnnl, to);
    reorder =
        way == null
            ? null
            : new Execution(way, stream, 2)
                .with(Primitive.Role.SOURCE, inside)
                .with(Primitive.Role.RESULT, plain);
  }

  /// Where the primitive puts the result.
  Block inside() {
    return inside;
  }

  /// Gives elements out.
  void store(float[] array, int at, int count) {
    if (reorder != null) {
      reorder.run();
    }
    MemorySegment.copy(plain.data(), ValueLayout.JAVA_FLOAT, 0, array, at, count);
  }
}
