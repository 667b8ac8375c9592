package jacobi.backend.cpu.fused.vector;

import jacobi.backend.cpu.gemm.vector.VectorTiles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Short rows vector by vector, the last of each row under a mask.
final class VectorRows implements ShortRows {
  private static final VectorShape WHOLE = VectorShape.forBitSize(VectorTiles.bits());
  private static final VectorShape HALF = VectorShape.forBitSize(VectorTiles.bits() / 2);
  private static final VectorSpecies<Float> F = VectorSpecies.of(float.class, WHOLE);
  private static final VectorSpecies<Integer> I = VectorSpecies.of(int.class, WHOLE);
  private static final VectorSpecies<Float> HALF_F = VectorSpecies.of(float.class, HALF);
  private static final VectorSpecies<Integer> HALF_I = VectorSpecies.of(int.class, HALF);
  private static final int LANES = F.length();

  /// Windows of 2×2 in a vector.
  static final int WINDOWS = LANES / 2;

  @Override
  public void copy(
      float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int rows, int columns) {
    int whole = F.loopBound(columns);
    VectorMask<Float> tail = F.indexInRange(whole, columns);
    for (int i = 0; i < rows; i++) {
      int from = xAt + i * xStep;
      int to = yAt + i * yStep;
      for (int j = 0; j < whole; j += LANES) {
        FloatVector.fromArray(F, x, from + j).intoArray(y, to + j);
      }
      if (whole < columns) {
        FloatVector.fromArray(F, x, from + whole, tail).intoArray(y, to + whole, tail);
      }
    }
  }

  @Override
  public void quarters(
      float[] x,
      int xAt,
      int width,
      int rows,
      int columns,
      float[] y,
      int yAt,
      int[] places,
      int placesAt) {
    for (int i = 0; i < rows; i++) {
      int row = 2 * i * width;
      for (int j = 0; j < columns; j += WINDOWS) {
        int n = Math.min(WINDOWS, columns - j);
        int to = i * columns + j;
        windows(x, xAt, width, row + 2 * j, n, y, yAt + to, places, placesAt + to);
      }
    }
  }

  /// Up to a vector of windows. A pair of floats is a long, whose even lane is the left one; the
  /// odd lanes are of no meaning and drop out where longs are cut to integers.
  private static void windows(
      float[] x,
      int xAt,
      int width,
      int first,
      int n,
      float[] y,
      int yAt,
      int[] places,
      int placesAt) {
    VectorMask<Float> real = F.indexInRange(0, 2 * n);
    FloatVector a = FloatVector.fromArray(F, x, xAt + first, real);
    FloatVector c = FloatVector.fromArray(F, x, xAt + first + width, real);
    FloatVector b = right(a);
    FloatVector d = right(c);
    FloatVector all = a.add(b).add(c.add(d));
    if (all.compare(VectorOperators.NE, all).anyTrue()) {
      // NaN, or infinities that cancel.
      ScalarRows.row(x, xAt, width, first, n, y, yAt, places, placesAt);
      return;
    }
    VectorMask<Float> isRight = a.compare(VectorOperators.LT, b);
    VectorMask<Float> isLowerRight = c.compare(VectorOperators.LT, d);
    FloatVector upper = a.blend(b, isRight);
    FloatVector lower = c.blend(d, isLowerRight);
    VectorMask<Float> isLower = upper.compare(VectorOperators.LT, lower);
    IntVector above = IntVector.zero(I).blend(1, isRight.cast(I));
    IntVector below = IntVector.broadcast(I, width).blend(width + 1, isLowerRight.cast(I));
    IntVector place = above.blend(below, isLower.cast(I)).addIndex(1).add(first);
    LongVector most = upper.blend(lower, isLower).reinterpretAsLongs();
    IntVector bits = (IntVector) most.castShape(HALF_I, 0);
    IntVector index = (IntVector) place.reinterpretAsLongs().castShape(HALF_I, 0);
    bits.reinterpretAsFloats().intoArray(y, yAt, HALF_F.indexInRange(0, n));
    index.intoArray(places, placesAt, HALF_I.indexInRange(0, n));
  }

  private static FloatVector right(FloatVector pairs) {
    LongVector longs = pairs.reinterpretAsLongs();
    return longs.lanewise(VectorOperators.LSHR, 32).reinterpretAsFloats();
  }
}
