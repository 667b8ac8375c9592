package jacobi.backend.cpu.gemm;

import jacobi.backend.cpu.parallel.Workers;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Square products in float: operations per call are `2·size³`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class GemmBenchmark {
  @Param({"64", "128", "256", "512", "1024"})
  int size;

  @Param({"1", "2"})
  int threads;

  @Param({"BEST", "SCALAR"})
  Gemm.Path path;

  private Gemm gemm;
  private Matrix<float[]> a;
  private Matrix<float[]> b;
  private Matrix<float[]> c;

  @Setup
  public void fill() throws InterruptedException {
    gemm = new Gemm(Workers.of(threads), path);
    a = ones();
    b = ones();
    c = ones();
    while (path == Gemm.Path.BEST && Gemm.vectorApi() && !gemm.vectorizedF32(size, size)) {
      Thread.sleep(10);
    }
  }

  @Benchmark
  public float[] plain() {
    gemm.f32(size, size, size, a, b, c, false);
    return c.array();
  }

  @Benchmark
  public float[] transposedB() {
    gemm.f32(size, size, size, a, b.transposed(), c, false);
    return c.array();
  }

  @Benchmark
  public float[] transposedA() {
    gemm.f32(size, size, size, a.transposed(), b, c, false);
    return c.array();
  }

  private Matrix<float[]> ones() {
    float[] values = new float[size * size];
    Arrays.fill(values, 1);
    return Matrix.rowMajor(values, 0, size);
  }
}
