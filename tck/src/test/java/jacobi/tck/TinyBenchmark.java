package jacobi.tck;

import jacobi.Jacobi;
import jacobi.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What an op costs beside its arithmetic: sums of two 4-element tensors.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TinyBenchmark {
  private Tensor a;
  private Tensor b;
  private Tensor watched;

  /// Makes the operands.
  @Setup
  public void setup() {
    a = Jacobi.tensor(new float[] {1, 2, 3, 4});
    b = Jacobi.tensor(new float[] {5, 6, 7, 8});
    watched = Jacobi.tensor(new float[] {1, 2, 3, 4}).watch();
  }

  /// Nothing is recorded.
  @Benchmark
  public Tensor add() {
    return a.add(b);
  }

  /// One operand is watched, so the op is recorded.
  @Benchmark
  public Tensor addRecorded() {
    return watched.add(b);
  }
}
