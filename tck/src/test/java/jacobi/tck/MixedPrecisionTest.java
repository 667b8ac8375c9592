package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.optim.Adam;
import jacobi.random.Seed;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Rounding;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A net whose parameters are F32 and that computes in 16 bits: gradients go back through the
/// casts, and it learns what the net of F32 learns.
class MixedPrecisionTest {
  private static final List<DType> HALVES = List.of(DType.F16, DType.BF16);
  private static final int POINTS = 256;
  private static final int STEPS = 150;

  private static Session session;

  @BeforeAll
  static void open() {
    session = Session.open(Options.of().withBackend("cpu"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  /// Two layers that compute in a type.
  private record Net(DType type, Linear hidden, Linear out) {
    static Net of(DType type) {
      Seed seed = Seed.of(1);
      return new Net(type, Linear.of(2, 32, seed.at("hidden")), Linear.of(32, 2, seed.at("out")));
    }

    private Tensor layer(Linear layer, Tensor x) {
      return x.linear(layer.weight().get().cast(type), layer.bias().get().cast(type));
    }

    Tensor logits(Tensor x) {
      return layer(out, layer(hidden, x.cast(type)).relu()).cast(DType.F32);
    }
  }

  private record Learned(Linear hidden, Linear out) implements Module {
    @Override
    public Tensor apply(Tensor x) {
      return out.apply(hidden.apply(x));
    }
  }

  /// Points of the plane, and whether they lie in a ring.
  private record Task(Tensor x, Tensor labels) {
    static Task of(long seed) {
      float[] x = new float[2 * POINTS];
      long[] labels = new long[POINTS];
      var stream = Seed.of(seed).stream();
      for (int i = 0; i < POINTS; i++) {
        double radius = stream.nextDouble();
        double angle = stream.nextDouble(0, 2 * Math.PI);
        x[2 * i] = (float) (2 * radius * Math.cos(angle));
        x[2 * i + 1] = (float) (2 * radius * Math.sin(angle));
        labels[i] = radius > 0.5 ? 1 : 0;
      }
      return new Task(Jacobi.tensor(x, POINTS, 2), Jacobi.tensor(labels));
    }
  }

  /// The loss on points it has not seen, after training on others.
  private static double train(DType type, double lossScale) {
    Net net = Net.of(type);
    Adam adam = Adam.of(new Learned(net.hidden(), net.out()), 0.03);
    Task seen = Task.of(2);
    Tensor unscale = Jacobi.scalar(1 / lossScale);
    for (int step = 0; step < STEPS; step++) {
      Tensor loss = net.logits(seen.x()).crossEntropy(seen.labels());
      adam.step(adam.gradients(loss.mul(lossScale)), unscale);
    }
    assertEquals(DType.F32, net.hidden().weight().get().dtype());
    Task fresh = Task.of(3);
    return net.logits(fresh.x()).crossEntropy(fresh.labels()).item();
  }

  @Test
  void sixteenBitsLearnWhatF32Learns() {
    session.run(() -> {
      double wide = train(DType.F32, 1);
      assertTrue(wide < 0.15, "F32: " + wide);
      long before = session.counters().referenced() + session.counters().hosted();
      for (DType type : HALVES) {
        double half = train(type, type == DType.F16 ? 1024 : 1);
        assertEquals(wide, half, 0.03, () -> type + " beside F32");
      }
      long after = session.counters().referenced() + session.counters().hosted();
      assertEquals(before, after, "calls that the backend did not compute");
      return null;
    });
  }

  /// A cast's gradient is the cast back: rounded as the result is, in the type of the operand.
  @Test
  void gradientsGoBackThroughCasts() {
    double[] factors = {1, -2.5, 1.0 / 3, 1e-6, 3e4};
    session.run(() -> {
      for (DType from : Points.FLOATS) {
        for (DType to : Points.FLOATS) {
          Tensor x = Jacobi.tensor(new double[] {1, 2, 3, 4, 5}).cast(from).watch();
          Tensor c = Jacobi.tensor(factors);
          Tensor loss = x.cast(to).cast(DType.F64).mul(c).sum();
          Tensor gradient = Jacobi.gradients(loss).of(x);
          assertEquals(from, gradient.dtype());
          double[] expected = new double[factors.length];
          for (int i = 0; i < expected.length; i++) {
            expected[i] = Rounding.nearest(from, Rounding.nearest(to, factors[i]));
          }
          double[] found = gradient.cast(DType.F64).toDoubles();
          assertArrayEquals(expected, found, from + " to " + to);
        }
      }
      return null;
    });
  }

  @Test
  void theSecondDerivativeGoesThroughACastToo() {
    session.run(() -> {
      for (DType type : HALVES) {
        Tensor x = Jacobi.tensor(new float[] {0.5f, -3, 2}).watch();
        Tensor y = x.cast(type);
        Tensor cube = y.mul(y).mul(y).cast(DType.F32).sum();
        Tensor first = Jacobi.gradients(cube).recorded().of(x);
        assertArrayEquals(new float[] {0.75f, 27, 12}, first.toFloats(), type + "");
        Tensor second = Jacobi.gradients(first.sum()).of(x);
        assertArrayEquals(new float[] {3, -18, 12}, second.toFloats(), type + "");
      }
      return null;
    });
  }

  /// Why a loss is scaled: F16 has nothing below 6e-8, BF16 has.
  @Test
  void aLossScaleKeepsSmallGradientsFromVanishing() {
    session.run(() -> {
      for (double scale : new double[] {1, 0x1p16}) {
        for (DType type : HALVES) {
          Tensor x = Jacobi.tensor(new float[] {1}).watch();
          Tensor loss = x.cast(type).cast(DType.F32).mul(0x1p-30).sum();
          double found = Jacobi.gradients(loss.mul(scale)).of(x).div(scale).item();
          boolean vanished = type == DType.F16 && scale == 1;
          assertEquals(vanished ? 0 : 0x1p-30, found, type + " scaled by " + scale);
        }
      }
      return null;
    });
  }
}
