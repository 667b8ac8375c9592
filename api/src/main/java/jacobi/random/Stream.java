package jacobi.random;

import java.util.random.RandomGenerator;

/// Random numbers drawn one after the other on the host, from a Philox stream.
///
/// The same seed gives the same numbers on every machine: the Gaussian uses `StrictMath`. Not for
/// several threads at once.
public final class Stream implements RandomGenerator {
  private final long key;
  private final int[] block = new int[4];
  private long next;

  Stream(long key) {
    this.key = key;
  }

  @Override
  public int nextInt() {
    int word = (int) (next & 3);
    if (word == 0) {
      Philox.block(next >>> 2, key, block, 0);
    }
    next++;
    return block[word];
  }

  @Override
  public long nextLong() {
    return ((long) nextInt() << 32) | (nextInt() & 0xFFFFFFFFL);
  }

  /// A number from the standard normal distribution, by Box and Muller: `√(−2 ln u)·cos(2πv)` with
  /// `u` in (0, 1].
  @Override
  public double nextGaussian() {
    double u = 1 - nextDouble();
    double v = nextDouble();
    return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v);
  }
}
