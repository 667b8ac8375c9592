package jacobi.tck.check;

import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;

/// C19: threads may share a device.
final class Concurrency {
  private static final int THREADS = 4;

  private static final int TIMES = 25;

  private Concurrency() {}

  static void add(Catalog catalog) {
    for (DType dtype : catalog.floats()) {
      catalog.add("19.1", "MATMUL", dtype, 3, trial -> together(trial, trial.lab()));
    }
    catalog.add(
        "19.2",
        "first use",
        DType.F32,
        2,
        trial -> {
          try (Lab fresh = Lab.open(trial.options())) {
            together(trial, fresh);
          }
        });
    catalog.add("19.3", "sessions", DType.F32, 1, Concurrency::storm);
  }

  /// A small network of whole numbers.
  private static Sample sample(Trial trial) {
    Draws draws = trial.draws(Regime.EXACT, Scale.EDGES, false);
    long k = draws.some() % 300 + 1;
    Arg x = draws.input(Range.FEW, 9, k);
    Arg w = draws.input(Range.FEW, k, 17);
    Arg b = draws.input(Range.FEW, 17);
    return new Sample(
        "REDUCE_SUM of RELU of MATMUL and ADD",
        in -> List.of(in.get(0).matmul(in.get(1)).add(in.get(2)).relu().sum(1)),
        List.of(x, w, b));
  }

  private static void together(Trial trial, Lab lab) {
    List<Sample> samples = new ArrayList<>();
    List<List<Arg>> cotangents = new ArrayList<>();
    List<List<Array>> expected = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Sample one = sample(trial);
      List<Array> results = trial.definitions().forward(one);
      List<Arg> g = WholeGradients.cotangents(trial, results, false);
      List<Array> all = new ArrayList<>(results);
      all.addAll(trial.definitions().gradient(one, g));
      samples.add(one);
      cotangents.add(g);
      expected.add(all);
    }
    trial.about(samples.getFirst());
    Crowd.run(
        THREADS,
        number -> {
          for (int i = 0; i < TIMES; i++) {
            List<Array> found = new ArrayList<>(lab.forward(samples.get(number)));
            found.addAll(lab.gradient(samples.get(number), cotangents.get(number)));
            Compare.exact("thread %d, time %d,".formatted(number, i), expected.get(number), found);
          }
        });
  }

  private static void storm(Trial trial) {
    Sample one = trial.about(sample(trial));
    List<Array> expected = trial.defined(one);
    Crowd.run(
        THREADS,
        number -> {
          for (int i = 0; i < 3; i++) {
            try (Lab lab = Lab.open(trial.options())) {
              Compare.exact(
                  "session %d of thread %d".formatted(i, number), expected, lab.forward(one));
            }
          }
        });
  }
}
