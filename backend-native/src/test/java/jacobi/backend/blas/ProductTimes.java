package jacobi.backend.blas;

import jacobi.backend.blas.foreign.NativeLibrary;
import jacobi.backend.blas.foreign.RawProduct;
import jacobi.backend.blas.library.Attempt;
import jacobi.backend.blas.library.Search;
import jacobi.backend.cpu.CpuDriver;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.MatMul;
import jacobi.spi.Driver;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.ProbeContext;
import jacobi.spi.Queue;
import jacobi.type.DType;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Map;

/// Measures square products, in turns: the library alone, with threads of its own, on operands
/// outside the heap; the same library through this module on Java arrays (`always`); this module as
/// it chooses (`measured`); and plain Java. Prints least and median microseconds.
///
/// `ProductTimes dnnl|openblas [SIZE…]`
final class ProductTimes {
  private static final int ROUNDS = 15;
  private static final double TURN_NANOS = 30e6;
  private static final double WARM_NANOS = 1e9;
  private static final int[] SIZES = {32, 64, 96, 128, 256, 512, 1024, 2048};
  private static final String[] WHO = {"raw", "always", "measured", "cpu"};

  private ProductTimes() {}

  private interface Call {
    void run() throws Throwable;
  }

  public static void main(String[] args) throws Throwable {
    Search all = Search.of(new ProbeContext(Map.of("jacobi.blas.library", args[0])));
    var found = (Attempt.Found) all.attempts().getFirst();
    Workers workers = Workers.shared();
    var java = new CpuDriver(workers);
    System.out.printf("%s, %d threads: us, least/median%n", found.facts(), workers.threads());
    int[] sizes =
        args.length == 1
            ? SIZES
            : Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray();
    for (int n : sizes) {
      try (Arena arena = Arena.ofConfined()) {
        var raw = raw(found.library(), n, arena, workers.threads());
        var always = ours(driver(all, java, workers, true), n);
        var measured = ours(driver(all, java, workers, false), n);
        print(n, times(new Call[] {raw, always, measured, ours(java, n)}));
      }
    }
  }

  private static BlasDriver driver(Search all, CpuDriver java, Workers workers, boolean always) {
    var libraries = new Libraries(all, new Settings(always, 10));
    return new BlasDriver(java, "measured", libraries.products(java, workers), null);
  }

  /// Calls of the library, whose number of threads goes back to 1 after a turn.
  private static Call raw(NativeLibrary library, int n, Arena arena, int threads) {
    var product = new RawProduct(library, n, arena);
    return new Call() {
      @Override
      public void run() throws Throwable {
        product.threads(threads);
        product.run();
        product.threads(1);
      }
    };
  }

  private static Call ours(Driver driver, int n) {
    Operand a = TestLibraries.numbers(DType.F32, 1, n, n);
    Operand b = TestLibraries.numbers(DType.F32, 2, n, n);
    Operand[] c = {TestLibraries.numbers(DType.F32, 3, n, n)};
    Operand[] in = {a, b};
    return () -> driver.execute(new OpCall(MatMul.MATMUL, in, c, null), Queue.inline());
  }

  /// Least and median of each, in microseconds. Between turns threads that spin get time to park.
  private static double[][] times(Call[] calls) throws Throwable {
    for (Call call : calls) {
      turn(call, WARM_NANOS);
    }
    var rounds = new double[calls.length][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < calls.length; i++) {
        Thread.sleep(5);
        rounds[i][round] = turn(calls[i], TURN_NANOS);
      }
    }
    for (double[] one : rounds) {
      Arrays.sort(one);
    }
    return rounds;
  }

  /// The least time of a call during a turn.
  private static double turn(Call call, double nanos) throws Throwable {
    long start = System.nanoTime();
    double least = Double.POSITIVE_INFINITY;
    long before = start;
    while (before - start < nanos) {
      call.run();
      long now = System.nanoTime();
      least = Math.min(least, (now - before) / 1e3);
      before = now;
    }
    return least;
  }

  private static void print(int n, double[][] rounds) {
    var line = new StringBuilder("%5d".formatted(n));
    for (int i = 0; i < rounds.length; i++) {
      line.append("  %s %.2f/%.2f".formatted(WHO[i], rounds[i][0], rounds[i][ROUNDS / 2]));
    }
    line.append("  raw by always %.2f".formatted(rounds[0][0] / rounds[1][0]));
    line.append("  cpu by measured %.2f".formatted(rounds[3][0] / rounds[2][0]));
    System.out.println(line);
  }
}
