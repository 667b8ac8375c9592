package jacobi.tck;

import static jacobi.Jacobi.checkpoint;
import static jacobi.Jacobi.gradients;
import static jacobi.Jacobi.noGrad;
import static jacobi.Jacobi.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.GradientCheck;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.models.nn.Linear;
import jacobi.random.Seed;
import jacobi.spi.ClosedException;
import jacobi.spi.DeviceException;
import jacobi.tensor.Functions;
import jacobi.tensor.Keep;
import jacobi.tensor.Mode;
import jacobi.tensor.Parameter;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Scope;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import jacobi.type.JacobiException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// A checkpointed block costs memory of its results alone, and nobody can tell the difference.
class CheckpointTest {
  private static void on(Consumer<Session> block) {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      session.run(() -> {
        block.accept(session);
        return true;
      });
    }
  }

  /// How the blocks of a net are run.
  private interface Way {
    Tensor of(UnaryOperator<Tensor> block, Tensor x);
  }

  private static final Way PLAIN = UnaryOperator::apply;
  private static final Way CHECKED = (block, x) -> checkpoint(block, x);
  private static final Way NESTED =
      (block, x) -> checkpoint(y -> checkpoint(block, checkpoint(Tensor::sin, y)).sin(), x);
  private static final Way NESTED_PLAIN = (block, x) -> block.apply(x.sin()).sin();

  /// Layers with dropout and a running mean.
  private record Net(List<Linear> layers, List<State> means, RandomStream stream) {
    static Net of(int count, int width) {
      List<Linear> layers = new ArrayList<>();
      List<State> means = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        layers.add(Linear.of(width, width, Seed.of(1).at("layer" + i)));
        means.add(State.of(Jacobi.zeros(width)));
      }
      return new Net(layers, means, RandomStream.of(Seed.of(2)));
    }

    Tensor loss(Way way, Tensor x) {
      return Mode.training(
          stream,
          () -> {
            Tensor y = x;
            for (int i = 0; i < layers.size(); i++) {
              Linear layer = layers.get(i);
              State mean = means.get(i);
              y = way.of(z -> block(layer, mean, z), y);
            }
            return y.square().mean();
          });
    }

    private static Tensor block(Linear layer, State mean, Tensor x) {
      Tensor y = layer.apply(x).dropout(0.3).tanh();
      Tensor before = mean.get();
      mean.set(before.mul(0.5).add(y.mean(0).mul(0.5)));
      return y.sub(before).mul(mean.get().add(1)).add(y.mean(0, Keep.KEEP));
    }

    List<Tensor> parameters() {
      List<Tensor> all = new ArrayList<>();
      for (Linear layer : layers) {
        all.add(layer.weight().get());
        all.add(layer.bias().get());
      }
      return all;
    }
  }

  /// Gradients of two steps, the running means, and the place in the random stream.
  private static List<float[]> run(Way way) {
    Net net = Net.of(3, 5);
    List<float[]> all = new ArrayList<>();
    Tensor x = tensor(new float[] {1, 2, 3, 4, 5, -1, -2, 3, 0.5f, 0}, 2, 5).watch();
    for (int step = 0; step < 2; step++) {
      List<Tensor> of = net.parameters();
      of.add(x);
      Tensor loss = net.loss(way, x);
      all.add(loss.reshape(1).toFloats());
      gradients(loss).of(of).forEach(g -> all.add(g.reshape(-1).toFloats()));
      net.means.forEach(mean -> all.add(mean.get().toFloats()));
      all.add(new float[] {net.stream.place()});
    }
    return all;
  }

  private static void assertSame(List<float[]> expected, List<float[]> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), found.get(i), "result " + i);
    }
  }

  @Test
  void gradientsStatesAndMasksAreTheSameBits() {
    on(session -> {
      assertSame(run(PLAIN), run(CHECKED));
      assertSame(run(NESTED_PLAIN), run(NESTED));
    });
  }

  private static long held(Session session, Way way) {
    Net net = Net.of(8, 128);
    Tensor x = Jacobi.ones(256, 128).watch();
    return Scope.run(scope -> {
      long before = session.counters().liveBytes();
      Tensor loss = net.loss(way, x);
      long held = session.counters().liveBytes() - before;
      assertEquals(x.shape(), gradients(loss).of(x).shape());
      return held;
    });
  }

  @Test
  void onlyTheBlocksResultsAreHeldUntilTheReversePass() {
    on(session -> {
      long plain = held(session, PLAIN);
      long checked = held(session, CHECKED);
      long activation = 256L * 128 * Float.BYTES;
      assertTrue(plain > 8 * 3 * activation, plain + " bytes");
      assertTrue(checked <= 12 * activation, checked + " bytes");
    });
  }

  private static long peak(Way way) {
    long[] peak = new long[1];
    on(session -> {
      Net net = Net.of(8, 128);
      Tensor x = Jacobi.ones(256, 128);
      Scope.run(scope -> gradients(net.loss(way, x)).of(net.parameters()));
      peak[0] = session.counters().peakBytes();
    });
    return peak[0];
  }

  @Test
  void thePeakOfAStepIsLower() {
    long plain = peak(PLAIN);
    long checked = peak(CHECKED);
    assertTrue(checked < 0.6 * plain, "%d of %d bytes".formatted(checked, plain));
  }

  @Test
  void aBlockReadsItsCellsAsTheyWereAndSetsThemOnce() {
    on(session -> {
      Parameter w = Parameter.of(tensor(new float[] {3}));
      State count = State.of(tensor(new float[] {0}));
      Tensor x = tensor(new float[] {2}).watch();
      Tensor leaf = w.get();
      int[] runs = new int[1];
      Tensor y =
          checkpoint(
              z -> {
                runs[0]++;
                count.set(count.get().add(1));
                return z.mul(w.get()).mul(count.get());
              },
              x);
      w.set(tensor(new float[] {100}));
      count.set(tensor(new float[] {50}));
      List<Tensor> g = gradients(y.sum()).of(List.of(x, leaf));
      assertEquals(2, runs[0]);
      assertEquals(3, g.get(0).item());
      assertEquals(2, g.get(1).item());
      assertEquals(50, count.get().item());
      assertEquals(100, w.get().item());
    });
  }

  @Test
  void whatWasComputedBeforeTheBlockIsNotDifferentiatedInIt() {
    on(session -> {
      Tensor x = tensor(new float[] {2}).watch();
      int[] backs = new int[1];
      UnaryOperator<Tensor> counted =
          Jacobi.custom(
              Tensor::square,
              (g, z, y) -> {
                backs[0]++;
                return g.mul(z).mul(2);
              });
      Tensor before = counted.apply(x);
      Tensor y = checkpoint(z -> z.mul(before), checkpoint(z -> z.add(before), x));
      // y = (x + x²)·x² = x³ + x⁴
      assertEquals(12 + 32, gradients(y.sum()).of(x).item());
      assertEquals(1, backs[0]);
    });
  }

  @Test
  void secondDerivativesGoThroughIt() {
    on(session -> {
      Tensor w = tensor(new double[] {0.5, -0.2, 0.9});
      Tensor x = tensor(new double[] {0.3, -1.2, 2.4});
      var stream = RandomStream.of(Seed.of(2), 40);
      assertTrue(
          GradientCheck.second(
                  session,
                  t -> checkpoint(z -> checkpoint(Tensor::tanh, z.mul(t.get(1))).sin(), t.get(0)),
                  List.of(x, w))
              <= 1);
      Tensor dropped =
          Mode.training(
              stream, () -> Jacobi.hvp(z -> checkpoint(u -> u.exp().dropout(0.5), z).sum(), x, w));
      double[] factors = dropped.div(x.exp().mul(w)).toDoubles();
      for (double factor : factors) {
        assertTrue(factor == 0 || Math.abs(factor - 2) < 1e-12, factor + " is no mask");
      }
    });
  }

  @Test
  void severalResultsAndArguments() {
    on(session -> {
      Tensor a = tensor(new float[] {2}).watch();
      Tensor b = tensor(new float[] {5}).watch();
      Tensor index = tensor(new long[] {0});
      List<Tensor> y =
          checkpoint(
              in ->
                  List.of(
                      in.get(0).mul(in.get(1)),
                      in.get(1).gather(0, in.get(2)),
                      in.get(0),
                      in.get(2)),
              List.of(a, b, index));
      assertFalse(y.get(3).node() != null);
      List<Tensor> g = gradients(y.get(0).add(y.get(1)).add(y.get(2)).sum()).of(List.of(a, b));
      assertEquals(6, g.get(0).item());
      assertEquals(3, g.get(1).item());
      assertEquals(1, gradients(y.get(2).sum()).of(a).item());
    });
  }

  @Test
  void nothingIsRunTwiceThatIsNotRecorded() {
    on(session -> {
      Tensor x = tensor(new float[] {2}).watch();
      assertEquals(null, noGrad(() -> checkpoint(Tensor::sin, x)).node());
      assertEquals(null, checkpoint(Tensor::sin, x.detach()).node());
    });
  }

  @Test
  void aBlockThatChangesItsMindIsATypedError() {
    on(session -> {
      Tensor x = tensor(new float[] {2}).watch();
      int[] runs = new int[1];
      Tensor y =
          Mode.training(
              RandomStream.of(Seed.of(1)),
              () -> checkpoint(z -> runs[0]++ == 0 ? z.sin() : z.dropout(0.5), x));
      assertThrows(JacobiException.class, () -> gradients(y.sum()).of(x));
    });
  }

  @Test
  void whatABlockLeaksIsClosedAndItsDeviceStays() {
    on(session -> {
      Tensor x = Jacobi.ones(100, 100).watch();
      Tensor[] leaked = new Tensor[1];
      Tensor y =
          checkpoint(
              z -> {
                leaked[0] = z.sin();
                return leaked[0].cos();
              },
              x);
      assertNotEquals(0, y.sum().item());
      assertThrows(ClosedException.class, () -> leaked[0].sum());
      assertEquals(
          1, checkpoint(z -> session.run(() -> z.add(Functions.zerosLike(z))), x).mean().item());
      on(other ->
          assertThrows(
              DeviceException.class,
              () -> checkpoint(z -> session.run(() -> z.sin()), Jacobi.ones(2).watch())));
    });
  }
}
