package jacobi.tck.check;

import jacobi.spi.DeviceException;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Engine;
import jacobi.tensor.Functions;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.List;

/// C27 and C28: bytes mean the same everywhere, and devices do not mix by accident.
final class Exchange {
  private Exchange() {}

  static void add(Catalog catalog) {
    for (DType dtype : catalog.dtypes()) {
      catalog.add("27.1", "elements", dtype, 9, Exchange::reread);
      catalog.add("28.1", "moving", dtype, 9, Exchange::there);
    }
    catalog.add("28.2", "ADD", DType.F32, 0, Exchange::mixed);
    for (DType dtype : catalog.floats()) {
      catalog.add("28.3", "step", dtype, 2, Exchange::goesOn);
    }
  }

  private static Arg drawn(Trial trial) {
    Draws draws = trial.draws(Regime.SPECIAL, Scale.EDGES, true);
    return draws.plain(Range.PLAIN, draws.other(), draws.size());
  }

  /// Read in one session, given to another, read there.
  private static void reread(Trial trial) {
    Arg x = drawn(trial);
    Sample sample = trial.about(new Sample("elements", in -> in, List.of(x)));
    List<Array> expected = List.of(new Array(x.shape(), x.values()));
    try (Lab other = Lab.open(trial.options())) {
      Array read = trial.lab().forward(sample).getFirst();
      Compare.bits("what was read", expected, List.of(read));
      Sample again = sample.with(0, new Arg(x.role(), read.elements(), x.shape(), x.placement()));
      Compare.bits("what was read again", expected, other.forward(again));
    }
  }

  private static void there(Trial trial) {
    Arg x = drawn(trial);
    trial.about(new Sample("moving", in -> in, List.of(x)));
    Engine home = trial.lab().session().engine();
    Engine away = trial.definitions().session().engine();
    List<Array> found =
        trial
            .lab()
            .run(() -> {
              Tensor moved = Functions.to(x.tensor(home), away);
              return Array.of(List.of(moved, Functions.to(moved, home)));
            });
    Array expected = new Array(x.shape(), x.values());
    Compare.bits("the moved tensor", List.of(expected, expected), found);
  }

  private static void mixed(Trial trial) {
    Arg x = Given.vector(DType.F32, 1, 2);
    trial.about(new Sample("ADD on two devices", in -> in, List.of(x, x)));
    try {
      trial
          .lab()
          .run(() -> {
            Tensor here = x.tensor(trial.lab().session().engine());
            return here.add(x.tensor(trial.definitions().session().engine())).toFloats();
          });
    } catch (DeviceException refused) {
      String message = String.valueOf(refused.getMessage());
      Mismatch.unless(message.contains("to("), "the message does not say what to do: %s", message);
      return;
    }
    throw new Mismatch("tensors of two devices were added");
  }

  /// Half of a step here, the other half there, whole numbers.
  private static void goesOn(Trial trial) {
    Draws draws = trial.draws(Regime.EXACT, Scale.TINY, false);
    Arg x = draws.input(Range.FEW, 3, draws.some());
    Arg w = draws.input(Range.FEW, x.shape().size(1), 2);
    Sample whole =
        trial.about(
            new Sample(
                "relu(x·w) moved in between",
                in -> List.of(in.get(0).matmul(in.get(1)).relu().sum(0)),
                List.of(x, w)));
    Engine away = trial.definitions().session().engine();
    Sample half = new Sample("x·w", in -> List.of(in.get(0).matmul(in.get(1))), List.of(x, w));
    List<Array> found =
        trial
            .lab()
            .run(() -> {
              List<Tensor> in = half.tensors(trial.lab().session().engine());
              Tensor y = Functions.to(half.formula().of(in).getFirst().detach(), away);
              return Array.of(List.of(y.relu().sum(0)));
            });
    Compare.exact("the result", trial.defined(whole), found);
  }
}
