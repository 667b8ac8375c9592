package jacobi.tck;

import static jacobi.Jacobi.gradients;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.Session;
import jacobi.tensor.Interpolation;
import jacobi.tensor.PadMode;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.ShapeException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pools to a size, interpolation and continued axes equal their loops.
class ResamplingTest {
  /// Multiples, divisors, neighbours and coprime numbers of each other.
  private static final int[] SIZES = {1, 2, 3, 5, 6, 7, 12};

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static void run(Runnable block) {
    session.run(() -> {
      block.run();
      return null;
    });
  }

  /// All sizes of the rows against each other, with those of the columns in another order.
  private interface Case {
    void of(Grid x, int height, int width);
  }

  private static void forAll(Case each) {
    for (int batch : new int[] {0, 2}) {
      for (int i = 0; i < SIZES.length; i++) {
        for (int k = 0; k < SIZES.length; k++) {
          Grid x = Grid.whole(batch, 3, SIZES[i], SIZES[k]);
          int height = SIZES[(i + k) % SIZES.length];
          int width = SIZES[(i + 2 * k + 1) % SIZES.length];
          run(() -> each.of(x, height, width));
        }
      }
    }
  }

  private static void assertSame(Grid expected, Tensor found, double bound) {
    assertEquals(expected.shape(), found.shape());
    double[] elements = found.toDoubles();
    for (int i = 0; i < elements.length; i++) {
      assertEquals(expected.elements[i], elements[i], bound);
    }
  }

  private static Grid adaptive(Grid x, int height, int width, boolean max) {
    var y = new Grid(x.batch, x.channels, height, width);
    y.visit((n, c, i, j) -> {
      int top = i * x.height / height;
      int bottom = (int) Math.ceil((i + 1) * x.height / (double) height);
      int left = j * x.width / width;
      int right = (int) Math.ceil((j + 1) * x.width / (double) width);
      y.set(n, c, i, j, Loops.fold(x, n, c, top, bottom, left, right, max));
    });
    return y;
  }

  /// Two means one after the other round twice more than one.
  @Test
  void anAdaptiveAverageIsTheMeanOfEachPart() {
    forAll((x, height, width) -> {
      Grid y = adaptive(x, height, width, false);
      assertSame(y, x.tensor().adaptiveAvgPool2d(height, width), 16 * Math.ulp(1.0));
    });
    run(() -> {
      Grid x = Grid.whole(2, 3, 1, 7);
      Tensor found = x.signal(DType.F64).adaptiveAvgPool1d(3).unsqueeze(2);
      assertSame(adaptive(x, 1, 3, false), found, 0);
    });
  }

  @Test
  void anAdaptiveMaximumIsTheGreatestOfEachPart() {
    forAll((x, height, width) -> {
      Grid y = adaptive(x, height, width, true);
      assertSame(y, x.tensor().adaptiveMaxPool2d(height, width), 0);
    });
    run(() -> {
      Grid x = Grid.whole(2, 3, 1, 7);
      Tensor found = x.signal(DType.F64).adaptiveMaxPool1d(3).unsqueeze(2);
      assertSame(adaptive(x, 1, 3, true), found, 0);
    });
  }

  /// Infinities and NaN stay in the parts they lie in.
  @Test
  void partsDoNotMix() {
    run(() -> {
      double inf = Double.POSITIVE_INFINITY;
      Tensor x = jacobi.Jacobi.tensor(new double[] {1, 2, -1, 3, inf}, 1, 1, 5);
      double[] means = {1.5, 4 / 3.0, inf};
      assertArrayEquals(means, x.adaptiveAvgPool1d(3).toDoubles());
      Tensor nan = jacobi.Jacobi.tensor(new double[] {1, 2, -1, 3, Double.NaN}, 1, 1, 5);
      assertArrayEquals(new double[] {2, 3, Double.NaN}, nan.adaptiveMaxPool1d(3).toDoubles());
    });
  }

  @Test
  void theFirstOfATieGetsTheGradient() {
    run(() -> {
      Tensor x = jacobi.Jacobi.tensor(new double[] {4, 4, 4, 4, 4}, 1, 1, 5).watch();
      Tensor signal = gradients(x.adaptiveMaxPool1d(3).sum()).of(x);
      assertArrayEquals(new double[] {1, 1, 0, 1, 0}, signal.toDoubles());
      Tensor pooled = gradients(x.maxPool1d(2, 1, 1).sum()).of(x);
      assertArrayEquals(new double[] {2, 1, 1, 1, 1}, pooled.toDoubles());
    });
  }

  @Test
  void aMaxPoolOfSignalsIsThatOfOneRow() {
    run(() -> {
      Grid x = Grid.whole(2, 3, 1, 8);
      assertSame(adaptive(x, 1, 4, true), x.signal(DType.F64).maxPool1d(2).unsqueeze(2), 0);
      assertSame(adaptive(x, 1, 4, false), x.signal(DType.F64).avgPool1d(2).unsqueeze(2), 0);
    });
  }

  @Test
  void theNearestIsRepeated() {
    forAll((x, height, width) -> {
      var y = new Grid(x.batch, x.channels, height, width);
      y.visit((n, c, i, j) ->
          y.set(n, c, i, j, x.at(n, c, i * x.height / height, j * x.width / width)));
      assertSame(y, x.tensor().interpolate(height, width, Interpolation.NEAREST), 0);
    });
  }

  @Test
  void bilinearIsTheMeanOfFourByDistance() {
    forAll((x, height, width) -> {
      var y = new Grid(x.batch, x.channels, height, width);
      y.visit((n, c, i, j) -> {
        double down = Math.max((i + 0.5) * x.height / height - 0.5, 0);
        double across = Math.max((j + 0.5) * x.width / width - 0.5, 0);
        y.set(n, c, i, j, bilinear(x, n, c, down, across));
      });
      Tensor found = x.tensor().interpolate(height, width, Interpolation.BILINEAR);
      assertSame(y, found, 64 * Math.ulp(1.0));
    });
  }

  private static double bilinear(Grid x, int n, int c, double down, double across) {
    double sum = 0;
    for (int i = 0; i < x.height; i++) {
      for (int j = 0; j < x.width; j++) {
        double near = tent(i, down, x.height) * tent(j, across, x.width);
        sum += near * x.at(n, c, i, j);
      }
    }
    return sum;
  }

  /// The share of element `i` in what stands at `place`; the last has what lies beyond it.
  private static double tent(int i, double place, int length) {
    return Math.max(1 - Math.abs(i - Math.min(place, length - 1)), 0);
  }

  @Test
  void anAxisGoesOnAsItsModeSays() {
    run(() -> {
      Tensor x = jacobi.Jacobi.tensor(new double[] {1, 2, 3}, 1, 3);
      List<Long> two = List.of(0L, 2L);
      List<Long> three = List.of(0L, 3L);
      assertArrayEquals(
          new double[] {3, 2, 1, 2, 3, 2, 1, 2}, x.pad(two, three, PadMode.REFLECT).toDoubles());
      assertArrayEquals(
          new double[] {1, 1, 1, 2, 3, 3, 3, 3}, x.pad(two, three, PadMode.REPLICATE).toDoubles());
      assertArrayEquals(
          new double[] {2, 3, 1, 2, 3, 1, 2, 3}, x.pad(two, three, PadMode.CIRCULAR).toDoubles());
      for (PadMode mode : PadMode.values()) {
        double[] single = x.slice(1, 0, 1).pad(two, three, mode).toDoubles();
        assertArrayEquals(new double[] {1, 1, 1, 1, 1, 1}, single);
      }
    });
  }

  @Test
  void everyAxisGoesOn() {
    run(() -> {
      List<Long> low = List.of(1L, 0L, 2L, 3L);
      List<Long> high = List.of(0L, 1L, 3L, 1L);
      for (PadMode mode : PadMode.values()) {
        Grid x = Grid.whole(2, 3, 4, 5);
        var y = new Grid(3, 4, 9, 9);
        y.visit((n, c, i, j) -> {
          int image = (int) mode.at(n - 1, 2);
          int channel = (int) mode.at(c, 3);
          y.set(n, c, i, j, x.at(image, channel, mode.at(i - 2, 4), mode.at(j - 3, 5)));
        });
        assertSame(y, x.tensor().pad(low, high, mode), 0);
      }
    });
  }

  /// As many ones as times an element was copied.
  @Test
  void theGradientCountsTheCopies() {
    run(() -> {
      Tensor x = jacobi.Jacobi.tensor(new double[] {1, 2, 3}, 3).watch();
      for (PadMode mode : PadMode.values()) {
        Tensor y = x.pad(List.of(2L), List.of(1L), mode);
        double[] copies = new double[3];
        Arrays.setAll(
            copies, k -> Arrays.stream(y.detach().toDoubles()).filter(e -> e == k + 1).count());
        assertArrayEquals(copies, gradients(y.sum()).of(x).toDoubles());
      }
    });
  }

  @Test
  void whatDoesNotFitIsRefused() {
    run(() -> {
      Tensor x = Grid.whole(1, 2, 5, 7).tensor();
      refused("adaptiveAvgPool2d to 0 × 3", () -> x.adaptiveAvgPool2d(0, 3));
      refused("adaptiveMaxPool2d to 2 × 3", () -> x.slice(2, 0, 0).adaptiveMaxPool2d(2, 3));
      refused("adaptiveAvgPool1d wants three axes", () -> x.adaptiveAvgPool1d(3));
      refused("adaptiveMaxPool1d wants three axes", () -> x.adaptiveMaxPool1d(3));
      refused("interpolate", () -> x.squeeze(0).interpolate(2, 2, Interpolation.NEAREST));
      List<Long> none = Collections.nCopies(4, 0L);
      List<Long> less = List.of(0L, 0L, -1L, 0L);
      List<Long> one = List.of(0L, 0L, 1L, 0L);
      refused("wants 4 numbers", () -> x.pad(List.of(1L), none, PadMode.REFLECT));
      refused("pad of axis 2", () -> x.pad(less, one, PadMode.REFLECT));
      refused("of nothing only 0", () -> x.slice(2, 0, 0).pad(one, none, PadMode.REPLICATE));
    });
  }

  private static void refused(String part, java.util.function.Supplier<Tensor> call) {
    var error = assertThrows(ShapeException.class, call::get);
    assertTrue(error.getMessage().contains(part), error::getMessage);
  }
}
