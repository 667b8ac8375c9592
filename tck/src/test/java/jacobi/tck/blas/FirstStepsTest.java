package jacobi.tck.blas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.random.Seed;
import jacobi.spi.Accuracy;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.tck.reference.DoubleDoubleBackend;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The gradients of the first steps of a training, by Java and by a library, both within the bound
/// that errors of their ops compose to: the exact gradient of the same weights and its error by the
/// double-double reference.
@Tag("native-libraries")
class FirstStepsTest {
  private static final int STEPS = 20;
  private static final float RATE = 0.05f;
  private static final long[][] SHAPES = {{4, 2, 3, 3}, {8, 4, 3, 3}, {10, 72}, {10}};

  /// What a device computes of a step, as tensors of its session.
  private static List<Tensor> gradients(Session session, List<float[]> weights, int step) {
    List<Tensor> w = new ArrayList<>();
    for (int i = 0; i < SHAPES.length; i++) {
      w.add(Jacobi.tensor(weights.get(i), SHAPES[i]).watch());
    }
    Tensor x = Jacobi.tensor(drawn("x" + step, 4 * 2 * 6 * 6, 1), 4, 2, 6, 6);
    Tensor labels = Jacobi.tensor(new long[] {step % 10, 3, 7, (step + 5) % 10});
    Tensor hidden = x.conv2d(w.get(0), 1, 1).tanh().conv2d(w.get(1), 2, 1).tanh();
    Tensor logits = hidden.flatten(1).linear(w.get(2), w.get(3));
    var all = session.gradients(logits.crossEntropy(labels));
    return w.stream().map(all::of).toList();
  }

  private static float[] drawn(String name, int count, double width) {
    var random = Seed.of(7).at(name).stream();
    float[] all = new float[count];
    for (int i = 0; i < count; i++) {
      all[i] = (float) ((2 * random.nextFloat() - 1) * width);
    }
    return all;
  }

  private static List<float[]> start() {
    List<float[]> weights = new ArrayList<>();
    for (int i = 0; i < SHAPES.length; i++) {
      int count = 1;
      for (long size : SHAPES[i]) {
        count *= (int) size;
      }
      double width = SHAPES[i].length == 1 ? 0.1 : Math.sqrt(6.0 * SHAPES[i][0] / count);
      weights.add(drawn("w" + i, count, width));
    }
    return weights;
  }

  private static List<float[]> floats(Session session, List<float[]> weights, int step) {
    return session.run(
        () -> gradients(session, weights, step).stream().map(Tensor::toFloats).toList());
  }

  /// The worst error as a fraction of its bound.
  private static double ratio(Tensor exact, float[] found, String what) {
    DoubleDouble[] values = DoubleDoubleBackend.read(exact);
    double[] bounds = DoubleDoubleBackend.bounds(exact);
    double worst = 0;
    for (int i = 0; i < found.length; i++) {
      double error = DoubleDouble.of(found[i]).sub(values[i]).abs().high();
      String message = "%s, element %d is %s instead of %s ± %s";
      assertTrue(
          error <= bounds[i], message.formatted(what, i, found[i], values[i].high(), bounds[i]));
      worst = Math.max(worst, error == 0 ? 0 : error / bounds[i]);
    }
    return worst;
  }

  /// The middle bound as a part of the largest gradient: one as wide as the gradients would prove
  /// nothing. It grows with each layer, by sums of absolute values, so the net is small.
  private static double tight(Tensor exact) {
    double largest = 0;
    for (DoubleDouble value : DoubleDoubleBackend.read(exact)) {
      largest = Math.max(largest, value.abs().high());
    }
    double[] bounds = DoubleDoubleBackend.bounds(exact);
    Arrays.sort(bounds);
    double middle = bounds[bounds.length / 2];
    assertTrue(middle < 0.1 * largest, middle + " of " + largest);
    return middle / largest;
  }

  @ParameterizedTest
  @ValueSource(strings = {"dnnl", "openblas"})
  void gradientsAreWithinTheBoundThatErrorsOfOpsComposeTo(String library) {
    var accuracy = new AtomicReference<>(Accuracy.OPENCL);
    Options cpu =
        Options.of()
            .withBackend("cpu")
            .withDriver(driver -> {
              accuracy.set(driver.info().accuracy());
              return driver;
            });
    Options blas =
        Options.of()
            .withBackend("blas")
            .withSetting("jacobi.blas.library", library)
            .withSetting("jacobi.blas.use", "always");
    try (Session java = Session.open(cpu);
        Session by = Session.open(blas)) {
      List<float[]> weights = start();
      var worst = new double[3];
      for (int step = 0; step < STEPS; step++) {
        List<float[]> javas = floats(java, weights, step);
        List<float[]> librarys = floats(by, weights, step);
        try (Session reference = DoubleDoubleBackend.open(accuracy.get())) {
          int now = step;
          reference.run(() -> {
            List<Tensor> exact = gradients(reference, weights, now);
            for (int i = 0; i < SHAPES.length; i++) {
              String what = "step %d, weights %d by ".formatted(now, i);
              worst[2] = Math.max(worst[2], tight(exact.get(i)));
              worst[0] = Math.max(worst[0], ratio(exact.get(i), javas.get(i), what + "cpu"));
              worst[1] = Math.max(worst[1], ratio(exact.get(i), librarys.get(i), what + library));
            }
            return true;
          });
        }
        for (int i = 0; i < SHAPES.length; i++) {
          for (int j = 0; j < weights.get(i).length; j++) {
            weights.get(i)[j] -= RATE * librarys.get(i)[j];
          }
        }
      }
      System.out.printf(
          "%s: %.3f of the bound, cpu %.3f; the bound is %.2e of the largest gradient%n",
          library, worst[1], worst[0], worst[2]);
    }
  }
}
