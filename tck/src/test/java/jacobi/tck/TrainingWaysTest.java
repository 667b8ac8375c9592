package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Compiled;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.models.io.Safetensors;
import jacobi.models.io.Weights;
import jacobi.models.nn.BatchNorm;
import jacobi.models.nn.Cells;
import jacobi.models.nn.Conv2d;
import jacobi.models.nn.Dropout;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.optim.Adagrad;
import jacobi.models.optim.Adam;
import jacobi.models.optim.Clip;
import jacobi.models.optim.Lion;
import jacobi.models.optim.Optimizer;
import jacobi.models.optim.Parameters;
import jacobi.models.optim.RmsProp;
import jacobi.models.optim.Schedule;
import jacobi.models.optim.Sgd;
import jacobi.random.Seed;
import jacobi.tensor.Cell;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// However a training run is carried out, it is the same run: losses, weights, running statistics,
/// moments and the place in the random stream are equal in bits.
class TrainingWaysTest {
  private static final int STEPS = 12;

  /// After how many steps a run that is to be resumed is saved.
  private static final int SAVED = 5;

  private static final Schedule SCHEDULE = Schedule.cosine().warmUp(0.2);

  /// How a run is carried out.
  private enum Way {
    PLAIN(false, false, false),
    CHECKPOINTED(true, false, false),
    RESUMED(false, false, true),
    COMPILED(false, true, false),
    COMPILED_CHECKPOINTED(true, true, false),
    COMPILED_CHECKPOINTED_RESUMED(true, true, true);

    final boolean checkpointed;
    final boolean compiled;
    final boolean resumed;

    Way(boolean checkpointed, boolean compiled, boolean resumed) {
      this.checkpointed = checkpointed;
      this.compiled = compiled;
      this.resumed = resumed;
    }
  }

  /// Two blocks: convolution, batch norm and RELU, then dropout and a linear layer.
  record Net(Conv2d conv, BatchNorm norm, Dropout dropout, Linear out) implements Module {
    static Net of(Seed seed) {
      return new Net(
          Conv2d.same(2, 4, 3, seed.at("conv")),
          BatchNorm.of(4),
          new Dropout(0.3),
          Linear.of(4 * 5 * 5, 3, seed.at("out")));
    }

    private Tensor features(Tensor x) {
      return norm.apply(conv.apply(x)).relu();
    }

    private Tensor scores(Tensor x) {
      return out.apply(dropout.apply(x).flatten(1));
    }

    @Override
    public Tensor apply(Tensor x) {
      return scores(features(x));
    }

    Tensor checkpointed(Tensor x) {
      return Jacobi.checkpoint(this::scores, Jacobi.checkpoint(this::features, x));
    }
  }

  /// A run between two steps.
  private static final class Run {
    final Net net;
    final Optimizer optimizer;
    final Way way;
    final Function<List<Tensor>, List<Tensor>> step;
    RandomStream stream = RandomStream.of(Seed.of(8));

    Run(Way way, Function<Net, Optimizer> optimizer, Seed seed) {
      this.net = Net.of(seed);
      this.optimizer = optimizer.apply(net);
      this.way = way;
      this.step = way.compiled ? Jacobi.compile(this::step) : this::step;
    }

    private List<Tensor> step(List<Tensor> batch) {
      Tensor x = batch.get(0);
      Tensor scores = way.checkpointed ? net.checkpointed(x) : net.apply(x);
      Tensor loss = scores.crossEntropy(batch.get(1));
      optimizer.step(loss);
      return List.of(loss);
    }

    /// Makes steps; returns the losses' bits.
    List<Integer> steps(int from, int to) {
      List<Integer> losses = new ArrayList<>();
      for (int i = from; i < to; i++) {
        int number = i;
        optimizer.rate(0.05 * SCHEDULE.factor((double) i / STEPS));
        float loss =
            Scope.run(scope ->
                (float) Mode.training(stream, () -> step.apply(batch(number))).getFirst().item());
        losses.add(Float.floatToRawIntBits(loss));
      }
      return losses;
    }

    private static List<Tensor> batch(int number) {
      var random = Seed.of(9).at(Integer.toString(number)).stream();
      float[] x = new float[6 * 2 * 5 * 5];
      for (int i = 0; i < x.length; i++) {
        x[i] = (float) random.nextDouble(-2, 2);
      }
      long[] labels = new long[6];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = random.nextInt(3);
      }
      return List.of(Jacobi.tensor(x, 6, 2, 5, 5), Jacobi.tensor(labels));
    }

    Map<String, Cell> cells() {
      Map<String, Cell> cells = new LinkedHashMap<>(Cells.of(net));
      optimizer.slots().states().forEach((name, cell) -> cells.put("optimizer." + name, cell));
      return cells;
    }

    void save(Path file) {
      Map<String, String> places =
          Map.of(
              "random", Long.toString(stream.place()),
              "steps", Long.toString(optimizer.slots().steps()));
      new Safetensors(places, Weights.entries(cells())).write(file);
    }

    void resume(Path file) {
      Safetensors saved = Safetensors.read(file);
      Weights.fill(cells(), saved.arrays());
      optimizer.slots().goOn(Long.parseLong(saved.metadata().get("steps")));
      stream = RandomStream.of(Seed.of(8), Long.parseLong(saved.metadata().get("random")));
    }
  }

  /// What a run comes to.
  private record Outcome(List<Integer> losses, Map<String, int[]> bits, long place, long steps) {
    static Outcome of(List<Integer> losses, Run run) {
      Map<String, int[]> bits = new LinkedHashMap<>();
      run.cells().forEach((name, cell) -> bits.put(name, bits(cell.get())));
      long steps = run.optimizer.slots().steps();
      return new Outcome(losses, bits, run.stream.place(), steps);
    }

    private static int[] bits(Tensor x) {
      assertEquals(DType.F32, x.dtype());
      float[] elements = x.detach().contiguous().toFloats();
      int[] bits = new int[elements.length];
      for (int i = 0; i < bits.length; i++) {
        bits[i] = Float.floatToRawIntBits(elements[i]);
      }
      return bits;
    }

    void assertSame(Outcome other) {
      assertEquals(losses, other.losses);
      assertEquals(bits.keySet(), other.bits.keySet());
      bits.forEach((name, expected) -> assertArrayEquals(expected, other.bits.get(name), name));
      assertEquals(place, other.place);
      assertEquals(steps, other.steps);
    }
  }

  @TempDir Path folder;

  private Outcome run(Way way, Function<Net, Optimizer> optimizer) {
    Path file = folder.resolve("run");
    List<Integer> losses = new ArrayList<>();
    if (way.resumed) {
      inSession(() -> {
        Run run = new Run(way, optimizer, Seed.of(1));
        losses.addAll(run.steps(0, SAVED));
        run.save(file);
        return true;
      });
    }
    return inSession(() -> {
      Run run = new Run(way, optimizer, Seed.of(way.resumed ? 2 : 1));
      if (way.resumed) {
        run.resume(file);
      }
      losses.addAll(run.steps(losses.size(), STEPS));
      if (run.step instanceof Compiled compiled) {
        assertEquals(1, compiled.recordings());
      }
      return Outcome.of(losses, run);
    });
  }

  private static <T> T inSession(java.util.function.Supplier<T> block) {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      return session.run(block);
    }
  }

  private static Map<String, Function<Net, Optimizer>> optimizers() {
    Map<String, Function<Net, Optimizer>> all = new LinkedHashMap<>();
    all.put("descent", net -> Sgd.of(net, 0.05));
    all.put("momentum", net -> Sgd.of(net, 0.05, 0.9, 1e-3));
    all.put("nesterov", net -> Sgd.nesterov(Parameters.of(net), 0.05, 0.9, 1e-3));
    all.put("adam", net -> Adam.of(Parameters.of(net), 0.05, 1e-3));
    all.put("adamw", net -> Adam.decoupled(net, 0.05, 1e-2));
    all.put("rmsprop", net -> RmsProp.of(Parameters.of(net), 0.05, 0.9, 1e-3));
    all.put("adagrad", net -> Adagrad.of(Parameters.of(net), 0.05, 1e-3));
    all.put("lion", net -> Lion.of(Parameters.of(net), 0.05, 1e-3));
    all.put("two rates", net -> Adam.of(Parameters.of(net).with("out\\..*", 0.1, 2), 0.05, 1e-3));
    return all;
  }

  private static Map<String, UnaryOperator<Optimizer>> clips() {
    Map<String, UnaryOperator<Optimizer>> all = new LinkedHashMap<>();
    all.put("unclipped", optimizer -> optimizer);
    all.put("clipped by norm", optimizer -> optimizer.clipped(new Clip.Norm(0.2)));
    all.put("clipped by value", optimizer -> optimizer.clipped(new Clip.Value(0.01)));
    return all;
  }

  @TestFactory
  Stream<DynamicTest> everyWayIsTheSameRun() {
    List<DynamicTest> tests = new ArrayList<>();
    optimizers()
        .forEach((name, optimizer) ->
            clips()
                .forEach((clip, clipped) ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            name + ", " + clip, () -> same(optimizer.andThen(clipped))))));
    return tests.stream();
  }

  private void same(Function<Net, Optimizer> optimizer) {
    Outcome plain = run(Way.PLAIN, optimizer);
    assertEquals(STEPS, plain.losses().size());
    for (Way way : Way.values()) {
      plain.assertSame(run(way, optimizer));
    }
  }

  /// What would make the comparison idle is absent: nothing stands still, and clips bite.
  @Test
  void theRunsMoveAndDifferFromEachOther() {
    List<Outcome> seen = new ArrayList<>();
    optimizers()
        .forEach((name, optimizer) ->
            clips()
                .forEach((clip, clipped) -> {
                  Outcome outcome = run(Way.PLAIN, optimizer.andThen(clipped));
                  for (Outcome other : seen) {
                    assertFalse(outcome.losses().equals(other.losses()), name + ", " + clip);
                  }
                  seen.add(outcome);
                }));
    Map<String, int[]> start =
        inSession(() ->
            Outcome.of(List.of(), new Run(Way.PLAIN, optimizers().get("adam"), Seed.of(1))).bits());
    Outcome adam = run(Way.PLAIN, optimizers().get("adam"));
    start.forEach((name, bits) -> assertFalse(Arrays.equals(bits, adam.bits().get(name)), name));
    assertTrue(adam.bits().containsKey("norm.variance"));
    assertTrue(adam.place() > 0);
  }
}
