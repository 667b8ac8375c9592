package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.optim.Accumulation;
import jacobi.models.optim.Adagrad;
import jacobi.models.optim.Adam;
import jacobi.models.optim.Average;
import jacobi.models.optim.Clip;
import jacobi.models.optim.Lion;
import jacobi.models.optim.Optimizer;
import jacobi.models.optim.Parameters;
import jacobi.models.optim.RmsProp;
import jacobi.models.optim.Sgd;
import jacobi.random.Seed;
import jacobi.tensor.Cell;
import jacobi.tensor.Keep;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// A step that is written down once and run again is the step: whatever changes from step to step
/// reaches it as an operand.
class CaptureTest {
  private static final double[] RATES = {1e-2, 3e-3, 1e-3};

  /// Running statistics of a batch norm, and the last dropped activations.
  record Net(Linear in, State mean, State variance, State dropped, Linear out) implements Module {
    static Net of(Seed seed) {
      return new Net(
          Linear.of(3, 16, seed.at("in")),
          State.of(Jacobi.zeros(16)),
          State.of(Jacobi.ones(16)),
          State.of(Jacobi.zeros(4, 16)),
          Linear.of(16, 2, seed.at("out")));
    }

    @Override
    public Tensor apply(Tensor x) {
      Tensor y = in.apply(x);
      Tensor m = y.mean(0, Keep.KEEP);
      Tensor v = y.sub(m).square().mean(0, Keep.KEEP);
      mean.set(mean.get().mul(0.9).add(m.squeeze(0).mul(0.1)));
      variance.set(variance.get().mul(0.9).add(v.squeeze(0).mul(0.1)));
      Tensor kept = y.sub(m).div(v.add(1e-5).sqrt()).dropout(0.5);
      dropped.set(kept);
      return out.apply(kept.relu());
    }
  }

  /// A net in training, and how its step is run.
  private static final class Run {
    final Net net = Net.of(Seed.of(1));
    final Adam adam = Adam.of(net, RATES[0]);
    final RandomStream stream = RandomStream.of(Seed.of(2));
    final State x = State.of(Jacobi.zeros(4, 3));
    final Tensor fixed = Jacobi.ones(4, 16);
    final Tensor labels = Jacobi.tensor(new long[] {0, 1, 1, 0});

    Tensor step() {
      return Mode.training(
          stream,
          () -> {
            Linear out = net.out();
            Tensor shift = fixed.linear(out.weight().get(), out.bias().get());
            Tensor loss = net.apply(x.get()).add(shift).crossEntropy(labels);
            adam.step(loss);
            return loss;
          });
    }

    /// What differs between steps, set from outside.
    void next(int step) {
      adam.rate(RATES[step]);
      x.set(Jacobi.tensor(new float[] {1, 2, 3, step, 5, 6, 7, 8, -9, 1, 0, 2}, 4, 3));
    }

    List<float[]> state() {
      List<float[]> all = new ArrayList<>();
      for (Cell cell : Cells.of(net).values()) {
        all.add(cell.get().toFloats());
      }
      return all;
    }
  }

  @Test
  void aReplayedStepEqualsAnEagerOneBitForBitAndDropsAnew() {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      session.run(() -> {
        Run eager = new Run();
        Run replayed = new Run();
        Recorder recorder = new Recorder(session.engine());
        Mode.on(recorder, replayed::step);
        assertEquals(0, replayed.stream.place());
        assertEquals(List.of(), recorder.baked);
        assertTrue(recorder.calls.size() > 30);
        float[] before = new float[64];
        for (int step = 0; step < RATES.length; step++) {
          eager.next(step);
          eager.step();
          replayed.next(step);
          recorder.run();
          List<float[]> expected = eager.state();
          List<float[]> actual = replayed.state();
          for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i));
          }
          float[] dropped = replayed.net.dropped().get().toFloats();
          assertFalse(Arrays.equals(zeros(before), zeros(dropped)));
          before = dropped;
        }
        return true;
      });
    }
  }

  /// Every kind of optimizer, with all that goes around it.
  private static Map<String, Function<Net, Optimizer>> optimizers() {
    return Map.of(
        "nesterov", net -> Sgd.nesterov(Parameters.of(net), 1e-2, 0.9, 0.01),
        "rmsprop", net -> RmsProp.of(net, 1e-2),
        "adagrad", net -> Adagrad.of(net, 1e-2),
        "lion", net -> Lion.of(net, 1e-2),
        "clipped", net -> Adam.of(net, 1e-2).clipped(new Clip.Norm(0.1)),
        "bounded", net -> Sgd.of(net, 1e-2).clipped(new Clip.Value(0.01)),
        "groups", net -> Adam.of(Parameters.of(net).with(".*bias", 2, 0), 1e-2, 0.1));
  }

  /// A net, how it is moved, and an average of it.
  private record Walk(Net net, Optimizer optimizer, Accumulation sum, Average average, State x) {
    static Walk of(Function<Net, Optimizer> make) {
      Net net = Net.of(Seed.of(1));
      Optimizer optimizer = make.apply(net);
      var sum = Accumulation.of(optimizer);
      return new Walk(net, optimizer, sum, Average.of(net, 0.9), State.of(Jacobi.zeros(4, 3)));
    }

    Tensor step(Tensor labels) {
      Tensor near = net.in().apply(x.get()).relu();
      Tensor loss = net.out().apply(near).crossEntropy(labels);
      sum.add(loss);
      sum.add(loss.mul(0.5));
      sum.step();
      average.update();
      return loss;
    }

    void next(int step) {
      optimizer.rate(RATES[step]);
      x.set(Jacobi.tensor(new float[] {1, 2, 3, step, 5, 6, 7, 8, -9, 1, 0, 2}, 4, 3));
    }

    List<float[]> state() {
      List<float[]> all = new ArrayList<>();
      for (Cell cell : Cells.of(net).values()) {
        all.add(cell.get().toFloats());
        average.run(() -> all.add(cell.get().toFloats()));
      }
      return all;
    }
  }

  @TestFactory
  Stream<DynamicTest> everyOptimizerCanBeReplayed() {
    return optimizers().entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> replay(entry.getValue())));
  }

  private static void replay(Function<Net, Optimizer> make) {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      session.run(() -> {
        Tensor labels = Jacobi.tensor(new long[] {0, 1, 1, 0});
        Walk eager = Walk.of(make);
        Walk replayed = Walk.of(make);
        Recorder recorder = new Recorder(session.engine());
        Mode.on(recorder, () -> replayed.step(labels));
        assertEquals(List.of(), recorder.baked);
        for (int step = 0; step < RATES.length; step++) {
          eager.next(step);
          eager.step(labels);
          replayed.next(step);
          recorder.run();
          List<float[]> expected = eager.state();
          List<float[]> actual = replayed.state();
          for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i));
          }
        }
        return true;
      });
    }
  }

  private static boolean[] zeros(float[] values) {
    boolean[] zero = new boolean[values.length];
    for (int i = 0; i < zero.length; i++) {
      zero[i] = values[i] == 0;
    }
    return zero;
  }
}
