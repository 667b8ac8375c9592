package jacobi.models.audio;

import jacobi.models.data.DataException;

/// Logarithms of energies in bands that are equally wide to the ear: what speech recognizers and
/// other networks for sound learn from.
///
/// Each frame of `window` samples, `hop` apart, is multiplied with a Hann window, filled up with
/// zeros and transformed; the powers of its frequencies are summed in overlapping triangles.
///
/// ```
/// w[i]    = ½·(1 − cos(2πi/window))
/// P[t, k] = |Fft(w·x[t·hop …])[k]|²
/// mel(f)  = 2595·log₁₀(1 + f/700)
/// H[b, k] = max(0, min((f[k] − l)/(c − l), (r − f[k])/(r − c))),  f[k] = k·rate/size
/// y[t, b] = ln(max(10⁻¹⁰, Σ H[b, k]·P[t, k]))
/// ```
///
/// `l`, `c`, `r` are the points `b`, `b + 1`, `b + 2` of `bands + 2` that are equally spaced in mel
/// from `low` to `high` hertz; `size` is the least power of two not below `window`.
///
/// Source: Davis and Mermelstein, *Comparison of parametric representations for monosyllabic word
/// recognition*, 1980; mel scale and triangles as in Young et al., *The HTK book*, §5.4 and §5.6.
///
/// @param rate samples a second
/// @param window samples a frame
/// @param hop samples from one frame to the next
/// @param bands how many energies a frame has
/// @param low the lowest frequency, in hertz
/// @param high the highest frequency, in hertz
public record LogMel(int rate, int window, int hop, int bands, double low, double high) {
  private static final double FLOOR = 1e-10;
  private static final int MAX_WINDOW = 1 << 16;
  private static final int MAX_BANDS = 1024;

  /// Checks the numbers.
  ///
  /// @throws DataException if one is not positive, too large, or the frequencies are not in order
  public LogMel {
    if (rate < 1 || window < 2 || window > MAX_WINDOW || hop < 1) {
      throw new DataException(
          "frames of %d samples, %d apart, at %d a second".formatted(window, hop, rate));
    }
    if (bands < 1 || bands > MAX_BANDS || !(low >= 0 && low < high && high <= rate / 2.0)) {
      throw new DataException(
          "%d bands from %s to %s hertz; half the rate is %s"
              .formatted(bands, low, high, rate / 2.0));
    }
  }

  /// Frames of 25 ms, 10 ms apart, and bands up to half the rate.
  public static LogMel of(int rate, int bands) {
    return new LogMel(rate, rate / 40, rate / 100, bands, 0, rate / 2.0);
  }

  /// How many frames so many samples have: all that fit, at least one.
  public int frames(int samples) {
    return samples <= window ? 1 : 1 + (samples - window) / hop;
  }

  /// The features of samples, `[frames, bands]`; fewer than a frame are filled up with zeros.
  public float[][] features(float... samples) {
    var fft = Fft.of(size());
    double[] hann = hann();
    double[][] filters = filters();
    float[][] features = new float[frames(samples.length)][bands];
    double[] frame = new double[size()];
    for (int t = 0; t < features.length; t++) {
      for (int i = 0; i < window; i++) {
        int at = t * hop + i;
        frame[i] = at < samples.length ? hann[i] * samples[at] : 0;
      }
      double[] power = fft.power(frame);
      for (int b = 0; b < bands; b++) {
        double energy = 0;
        for (int k = 0; k < power.length; k++) {
          energy += filters[b][k] * power[k];
        }
        features[t][b] = (float) StrictMath.log(Math.max(FLOOR, energy));
      }
    }
    return features;
  }

  private int size() {
    return Math.max(2, Integer.highestOneBit(window - 1) << 1);
  }

  private double[] hann() {
    double[] hann = new double[window];
    for (int i = 0; i < window; i++) {
      hann[i] = 0.5 * (1 - StrictMath.cos(2 * StrictMath.PI * i / window));
    }
    return hann;
  }

  /// The triangles, `[bands, size/2 + 1]`.
  private double[][] filters() {
    double[] points = new double[bands + 2];
    for (int p = 0; p < points.length; p++) {
      points[p] = hertz(mel(low) + (mel(high) - mel(low)) * p / (bands + 1));
    }
    double[][] filters = new double[bands][size() / 2 + 1];
    for (int b = 0; b < bands; b++) {
      for (int k = 0; k < filters[b].length; k++) {
        double f = (double) k * rate / size();
        double rising = (f - points[b]) / (points[b + 1] - points[b]);
        double falling = (points[b + 2] - f) / (points[b + 2] - points[b + 1]);
        filters[b][k] = Math.max(0, Math.min(rising, falling));
      }
    }
    return filters;
  }

  private static double mel(double hertz) {
    return 2595 * StrictMath.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (StrictMath.pow(10, mel / 2595) - 1);
  }
}
