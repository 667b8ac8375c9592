package jacobi.backend.cpu.gemm.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// Blocks of 8×8 floats turned in registers. In three rounds, rows `1, 2, 4` apart swap the halves,
/// quarters, eighths of them that are on the wrong side; floats go as the bits they are.
final class VectorTurn {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;

  private static final IntVector EVEN_1 = lanes(0, 8, 2, 10, 4, 12, 6, 14);
  private static final IntVector ODD_1 = lanes(1, 9, 3, 11, 5, 13, 7, 15);
  private static final IntVector EVEN_2 = lanes(0, 1, 8, 9, 4, 5, 12, 13);
  private static final IntVector ODD_2 = lanes(2, 3, 10, 11, 6, 7, 14, 15);
  private static final IntVector EVEN_4 = lanes(0, 1, 2, 3, 8, 9, 10, 11);
  private static final IntVector ODD_4 = lanes(4, 5, 6, 7, 12, 13, 14, 15);

  private VectorTurn() {}

  private static IntVector lanes(int... from) {
    return IntVector.fromArray(IntVector.SPECIES_256, from, 0);
  }

  private static IntVector load(float[] x, int at) {
    return FloatVector.fromArray(FLOATS, x, at).reinterpretAsInts();
  }

  private static void store(IntVector x, float[] to, int at) {
    x.reinterpretAsFloats().intoArray(to, at);
  }

  /// `to[toAt + i·toRow + j] = from[at + i + j·column]` for `i < rows`, a multiple of 8, and `j <
  /// 8`.
  static void strip(float[] from, int at, int column, int rows, float[] to, int toAt, int toRow) {
    for (int i = 0; i < rows; i += Turning.SIDE) {
      int f = at + i;
      IntVector a0 = load(from, f);
      IntVector a1 = load(from, f + column);
      IntVector a2 = load(from, f + 2 * column);
      IntVector a3 = load(from, f + 3 * column);
      IntVector a4 = load(from, f + 4 * column);
      IntVector a5 = load(from, f + 5 * column);
      IntVector a6 = load(from, f + 6 * column);
      IntVector a7 = load(from, f + 7 * column);
      IntVector b0 = EVEN_1.selectFrom(a0, a1);
      IntVector b1 = ODD_1.selectFrom(a0, a1);
      IntVector b2 = EVEN_1.selectFrom(a2, a3);
      IntVector b3 = ODD_1.selectFrom(a2, a3);
      IntVector b4 = EVEN_1.selectFrom(a4, a5);
      IntVector b5 = ODD_1.selectFrom(a4, a5);
      IntVector b6 = EVEN_1.selectFrom(a6, a7);
      IntVector b7 = ODD_1.selectFrom(a6, a7);
      IntVector c0 = EVEN_2.selectFrom(b0, b2);
      IntVector c1 = EVEN_2.selectFrom(b1, b3);
      IntVector c2 = ODD_2.selectFrom(b0, b2);
      IntVector c3 = ODD_2.selectFrom(b1, b3);
      IntVector c4 = EVEN_2.selectFrom(b4, b6);
      IntVector c5 = EVEN_2.selectFrom(b5, b7);
      IntVector c6 = ODD_2.selectFrom(b4, b6);
      IntVector c7 = ODD_2.selectFrom(b5, b7);
      int t = toAt + i * toRow;
      store(EVEN_4.selectFrom(c0, c4), to, t);
      store(EVEN_4.selectFrom(c1, c5), to, t + toRow);
      store(EVEN_4.selectFrom(c2, c6), to, t + 2 * toRow);
      store(EVEN_4.selectFrom(c3, c7), to, t + 3 * toRow);
      store(ODD_4.selectFrom(c0, c4), to, t + 4 * toRow);
      store(ODD_4.selectFrom(c1, c5), to, t + 5 * toRow);
      store(ODD_4.selectFrom(c2, c6), to, t + 6 * toRow);
      store(ODD_4.selectFrom(c3, c7), to, t + 7 * toRow);
    }
  }
}
