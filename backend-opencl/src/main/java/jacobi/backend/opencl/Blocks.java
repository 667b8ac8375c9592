package jacobi.backend.opencl;

import jacobi.type.DType;
import java.util.List;

/// How a GPU's work group cuts a matrix product: `SIDE` and `DEPTH` of `product.cl`.
///
/// @param side rows and columns that the group computes
/// @param depth columns of A and rows of B that it holds at a time
record Blocks(int side, int depth) {
  /// What serves where nothing was measured.
  static final Blocks STANDARD = new Blocks(64, 16);

  /// What may be measured: large registers or many groups, deep or little local memory.
  static final List<Blocks> PRESETS =
      List.of(
          STANDARD, new Blocks(64, 8), new Blocks(128, 8), new Blocks(128, 16), new Blocks(32, 16));

  /// Elements of 8 bytes take twice the registers and local memory, so they have one way.
  private static final Blocks WIDE = new Blocks(64, 8);

  /// Those for an element type.
  Blocks of(DType dtype) {
    return dtype.bytes() == 8 ? WIDE : this;
  }

  /// Bytes of local memory for elements of 4 bytes: two parts of each of A and B.
  int localMemory() {
    return 4 * depth * (side + 1) * Float.BYTES;
  }

  /// What the source is to be compiled for.
  String options() {
    return " -DSIDE=" + side + " -DDEPTH=" + depth;
  }

  @Override
  public String toString() {
    return side + "x" + depth;
  }
}
