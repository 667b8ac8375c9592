package jacobi.tck.arithmetic;

import jacobi.random.Seed;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What an operation on double-doubles costs.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ArithmeticBenchmark {
  private static final int COUNT = 1024;

  private final DoubleDouble[] a = new DoubleDouble[COUNT];
  private final DoubleDouble[] b = new DoubleDouble[COUNT];

  /// Draws operands.
  @Setup
  public void setup() {
    var random = Seed.of(1).stream();
    for (int i = 0; i < COUNT; i++) {
      a[i] = DoubleDouble.sum(random.nextGaussian(), 1e-17 * random.nextDouble());
      b[i] = DoubleDouble.sum(random.nextGaussian(), 1e-17 * random.nextDouble());
    }
  }

  /// A product and a sum.
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public DoubleDouble mulAdd() {
    DoubleDouble sum = DoubleDouble.ZERO;
    for (int i = 0; i < COUNT; i++) {
      sum = sum.add(a[i].mul(b[i]));
    }
    return sum;
  }

  /// An exponential and a sum.
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public DoubleDouble exp() {
    DoubleDouble sum = DoubleDouble.ZERO;
    for (DoubleDouble x : a) {
      sum = sum.add(Exponential.exp(x));
    }
    return sum;
  }

  /// A sine with reduction and a sum.
  @Benchmark
  @OperationsPerInvocation(COUNT)
  public DoubleDouble sin() {
    DoubleDouble sum = DoubleDouble.ZERO;
    for (DoubleDouble x : a) {
      sum = sum.add(Trigonometry.sin(x.add(2)));
    }
    return sum;
  }
}
