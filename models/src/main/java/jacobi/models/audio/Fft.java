package jacobi.models.audio;

import jacobi.models.data.DataException;

/// The discrete Fourier transform `X[k] = Σ x[i]·e^(−2πjik/n)` of a power of two of real numbers,
/// in `n·log n` steps: radix 2, decimation in time.
///
/// The same bits everywhere: its constants come from `StrictMath`.
///
/// Source: Cooley and Tukey, *An algorithm for the machine calculation of complex Fourier series*,
/// 1965.
public final class Fft {
  private static final int MAX_SIZE = 1 << 20;

  private final int size;
  private final double[] cosines;
  private final double[] sines;

  private Fft(int size) {
    this.size = size;
    cosines = new double[size / 2];
    sines = new double[size / 2];
    for (int k = 0; k < size / 2; k++) {
      double angle = -2 * StrictMath.PI * k / size;
      cosines[k] = StrictMath.cos(angle);
      sines[k] = StrictMath.sin(angle);
    }
  }

  /// The transform of `size` numbers.
  ///
  /// @throws DataException unless the size is a power of two from 2 to 2^20
  public static Fft of(int size) {
    if (size < 2 || size > MAX_SIZE || Integer.bitCount(size) != 1) {
      throw new DataException("a transform of %d numbers: wanted a power of two".formatted(size));
    }
    return new Fft(size);
  }

  /// The powers `|X[k]|²` for `k = 0 … size/2`; the others mirror them.
  ///
  /// @throws DataException if there are not as many numbers as the transform has
  public double[] power(double... x) {
    if (x.length != size) {
      throw new DataException("%d numbers for a transform of %d".formatted(x.length, size));
    }
    double[] real = new double[size];
    double[] imaginary = new double[size];
    int shift = Integer.numberOfLeadingZeros(size - 1);
    for (int i = 0; i < size; i++) {
      real[Integer.reverse(i) >>> shift] = x[i];
    }
    for (int half = 1; half < size; half *= 2) {
      combine(real, imaginary, half);
    }
    double[] power = new double[size / 2 + 1];
    for (int k = 0; k < power.length; k++) {
      power[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
    }
    return power;
  }

  /// Makes each two neighboring transforms of `half` numbers one of `2·half`.
  private void combine(double[] real, double[] imaginary, int half) {
    int stride = size / (2 * half);
    for (int start = 0; start < size; start += 2 * half) {
      for (int k = 0; k < half; k++) {
        int even = start + k;
        int odd = even + half;
        double c = cosines[k * stride];
        double s = sines[k * stride];
        double re = real[odd] * c - imaginary[odd] * s;
        double im = real[odd] * s + imaginary[odd] * c;
        real[odd] = real[even] - re;
        imaginary[odd] = imaginary[even] - im;
        real[even] += re;
        imaginary[even] += im;
      }
    }
  }
}
