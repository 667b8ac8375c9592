package jacobi.tck.check;

import jacobi.Options;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Choices;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Host;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Regime;
import jacobi.tck.cases.Sample;
import jacobi.tck.cases.Scale;
import jacobi.tck.trial.Lab;
import jacobi.type.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program of its own: writes what a backend computes with so many threads, one line of bits for
/// each op. A process has one number of threads, so two need two processes.
final class Digest {
  private static final int SIDE = 301;

  private Digest() {}

  /// Arguments: backend, threads, seed, the file to write.
  public static void main(String[] args) throws IOException {
    var options = Options.of().withBackend(args[0]).withThreads(Integer.parseInt(args[1]));
    List<String> lines = new ArrayList<>();
    try (Lab lab = Lab.open(options)) {
      for (Sample sample : samples(Long.parseLong(args[2]))) {
        List<Array> all = new ArrayList<>(lab.forward(sample));
        Draws draws = draws(1);
        all.addAll(lab.gradient(sample, draws.cotangents(all.stream().map(Array::shape).toList())));
        lines.add(sample.text() + " " + hash(all));
      }
    }
    Files.write(Path.of(args[3]), lines);
  }

  private static Draws draws(long seed) {
    var choices = Choices.drawn(seed, "digest", 0);
    return new Draws(choices, DType.F32, Regime.REAL, Scale.EDGES, false);
  }

  /// Large enough that a backend may cut them in parts.
  private static List<Sample> samples(long seed) {
    Draws draws = draws(seed);
    Arg x = draws.input(Range.PLAIN, SIDE, SIDE);
    Arg w = draws.input(Range.PLAIN, SIDE, SIDE);
    Arg b = draws.input(Range.PLAIN, SIDE);
    Arg planes = draws.input(Range.PLAIN, 4, 8, 33, 31);
    Arg kernel = draws.input(Range.PLAIN, 8, 8, 3, 3);
    return List.of(
        new Sample("MATMUL", in -> List.of(in.get(0).matmul(in.get(1))), List.of(x, w)),
        new Sample(
            "LINEAR", in -> List.of(in.get(0).linear(in.get(1), in.get(2))), List.of(x, w, b)),
        new Sample("REDUCE_SUM", in -> List.of(in.get(0).sum()), List.of(x)),
        new Sample("REDUCE_SUM 0", in -> List.of(in.get(0).sum(0)), List.of(x)),
        new Sample("TANH", in -> List.of(in.get(0).tanh()), List.of(x)),
        new Sample("SOFTMAX", in -> List.of(in.get(0).softmax(1)), List.of(x)),
        new Sample(
            "LAYER_NORM",
            in -> List.of(in.get(0).layerNorm(in.get(1), in.get(1), 1)),
            List.of(x, b)),
        new Sample(
            "CONV2D", in -> List.of(in.get(0).conv2d(in.get(1), 1, 1)), List.of(planes, kernel)));
  }

  private static long hash(List<Array> all) {
    long hash = 1;
    for (Array array : all) {
      for (int i = 0; i < array.elements().elements(); i++) {
        hash = hash * 31 + Host.bits(array.elements(), i);
      }
    }
    return hash;
  }
}
