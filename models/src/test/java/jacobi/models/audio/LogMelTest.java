package jacobi.models.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.models.data.DataException;
import jacobi.random.Seed;
import jacobi.random.Stream;
import org.junit.jupiter.api.Test;

/// The features against their definitions.
class LogMelTest {
  private static double[] noise(int count) {
    Stream stream = Seed.of(4).stream();
    double[] noise = new double[count];
    for (int i = 0; i < count; i++) {
      noise[i] = stream.nextGaussian();
    }
    return noise;
  }

  /// `|Σ x[i]·e^(−2πjik/n)|²`, term by term.
  private static double power(double[] x, int k, int size) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < x.length; i++) {
      double angle = 2 * Math.PI * ((long) i * k % size) / size;
      re += x[i] * Math.cos(angle);
      im -= x[i] * Math.sin(angle);
    }
    return re * re + im * im;
  }

  @Test
  void theTransformIsItsDefinition() {
    for (int size : new int[] {2, 4, 8, 64, 512}) {
      double[] x = noise(size);
      double[] power = Fft.of(size).power(x);
      assertEquals(size / 2 + 1, power.length);
      for (int k = 0; k < power.length; k++) {
        assertEquals(power(x, k, size), power[k], 1e-9 * size, size + " at " + k);
      }
    }
  }

  @Test
  void theFeaturesAreTheirDefinition() {
    var mel = new LogMel(8000, 200, 80, 7, 100, 3800);
    double[] noise = noise(520);
    float[] samples = new float[noise.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) noise[i];
    }
    float[][] features = mel.features(samples);
    assertEquals(5, features.length);
    for (int t = 0; t < 5; t++) {
      double[] frame = new double[200];
      for (int i = 0; i < 200; i++) {
        frame[i] = samples[t * 80 + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / 200));
      }
      for (int b = 0; b < 7; b++) {
        double energy = 0;
        for (int k = 0; k <= 128; k++) {
          double f = k * 31.25;
          double up = (f - point(b)) / (point(b + 1) - point(b));
          double down = (point(b + 2) - f) / (point(b + 2) - point(b + 1));
          energy += Math.max(0, Math.min(up, down)) * power(frame, k, 256);
        }
        assertEquals(Math.log(energy), features[t][b], 1e-5, t + ", " + b);
      }
    }
  }

  private static double point(int p) {
    double low = 2595 * Math.log10(1 + 100 / 700.0);
    double high = 2595 * Math.log10(1 + 3800 / 700.0);
    return 700 * (Math.pow(10, (low + (high - low) * p / 8) / 2595) - 1);
  }

  @Test
  void aToneIsLoudestInItsBandAndSilenceIsTheFloor() {
    var mel = LogMel.of(8000, 20);
    float[] tone = new float[400];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) Math.sin(2 * Math.PI * 1000 * i / 8000);
    }
    float[] frame = mel.features(tone)[0];
    int loudest = 0;
    for (int b = 0; b < 20; b++) {
      loudest = frame[b] > frame[loudest] ? b : loudest;
    }
    // 1000 hertz are 1000 mel of 2146, and the middle of band b is at (b + 1)/21 of them.
    assertEquals(9, loudest);
    float floor = (float) Math.log(1e-10);
    for (float value : mel.features(new float[100])[0]) {
      assertEquals(floor, value);
    }
  }

  @Test
  void framesAreAllThatFitAndAtLeastOne() {
    var mel = new LogMel(8000, 200, 80, 5, 0, 4000);
    assertArrayEquals(
        new int[] {1, 1, 1, 1, 2, 2, 3},
        new int[] {
          mel.frames(0),
          mel.frames(199),
          mel.frames(200),
          mel.frames(279),
          mel.frames(280),
          mel.frames(359),
          mel.frames(360)
        });
    assertEquals(1, mel.features().length);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThrows(DataException.class, () -> new LogMel(8000, 1, 80, 5, 0, 4000));
    assertThrows(DataException.class, () -> new LogMel(8000, 200, 0, 5, 0, 4000));
    assertThrows(DataException.class, () -> new LogMel(8000, 200, 80, 0, 0, 4000));
    assertThrows(DataException.class, () -> new LogMel(8000, 200, 80, 5, 0, 4001));
    assertThrows(DataException.class, () -> new LogMel(8000, 200, 80, 5, 500, 500));
    assertThrows(DataException.class, () -> new LogMel(8000, 200, 80, 5, Double.NaN, 500));
    assertThrows(DataException.class, () -> Fft.of(12));
    assertThrows(DataException.class, () -> Fft.of(0));
    assertThrows(DataException.class, () -> Fft.of(8).power(1, 2));
  }
}
