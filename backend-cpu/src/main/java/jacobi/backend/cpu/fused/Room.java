package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;

/// Arrays that kernels of this package need for the length of a part, kept between calls: there is
/// one set of threads a process, so there is one of these.
final class Room {
  /// Arrays that a thread holds at once, and the chunks of a weight gradient.
  private static final int EACH = 12;

  private static final Pool<float[]> POOL =
      new Pool<>(EACH * Workers.shared().threads(), room -> room.length);

  private static final Pool<double[]> DOUBLES =
      new Pool<>(EACH * Workers.shared().threads(), room -> room.length);

  private Room() {}

  /// An array of at least so many elements, of any content.
  static float[] borrow(int elements) {
    float[] known = POOL.take(elements);
    return known != null ? known : new float[elements];
  }

  /// Keeps an array for the next who asks.
  static void giveBack(float[] room) {
    POOL.give(room);
  }

  /// An array of at least so many doubles, of any content.
  static double[] borrowDoubles(int elements) {
    double[] known = DOUBLES.take(elements);
    return known != null ? known : new double[elements];
  }

  /// Keeps an array for the next who asks.
  static void giveBack(double[] room) {
    DOUBLES.give(room);
  }
}
