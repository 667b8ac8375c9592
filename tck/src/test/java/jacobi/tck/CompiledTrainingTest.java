package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jacobi.Compiled;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.optim.Adam;
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
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// A compiled training step is the step, bit for bit: whatever changes from step to step reaches it
/// as an argument, through a cell, or is asked for.
class CompiledTrainingTest {
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
    final Tensor fixed = Jacobi.ones(4, 16);
    final Tensor labels = Jacobi.tensor(new long[] {0, 1, 1, 0});

    List<Tensor> step(List<Tensor> x) {
      Linear out = net.out();
      Tensor shift = fixed.dropout(0.5).linear(out.weight().get(), out.bias().get());
      Tensor loss = net.apply(x.getFirst()).add(shift).crossEntropy(labels);
      adam.step(loss);
      return List.of(loss);
    }

    /// Runs step number `step`; returns the loss and what all cells hold.
    List<float[]> next(int step, Function<List<Tensor>, List<Tensor>> way) {
      adam.rate(RATES[step]);
      Tensor x = Jacobi.tensor(new float[] {1, 2, 3, step, 5, 6, 7, 8, -9, 1, 0, 2}, 4, 3);
      Tensor loss = Mode.training(stream, () -> way.apply(List.of(x))).getFirst();
      List<float[]> all = state();
      all.add(loss.reshape(1).toFloats());
      return all;
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
        Compiled compiled = Jacobi.compile(replayed::step);
        float[] before = new float[64];
        for (int step = 0; step < RATES.length; step++) {
          List<float[]> expected = eager.next(step, eager::step);
          List<float[]> actual = replayed.next(step, compiled);
          for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i));
          }
          assertEquals(eager.stream.place(), replayed.stream.place());
          float[] dropped = replayed.net.dropped().get().toFloats();
          assertFalse(Arrays.equals(zeros(before), zeros(dropped)));
          before = dropped;
        }
        assertEquals(1, compiled.recordings());
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
