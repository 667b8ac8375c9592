package jacobi.models.bench;

import static jacobi.models.bench.Operands.normal;

import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// `gemm_N` multiplies N×N by N×N, `gemm_MxKxN` multiplies M×K by K×N.
final class Products {
  private static final List<Integer> SQUARES =
      List.of(64, 96, 100, 128, 256, 384, 512, 1000, 1024, 2048);

  private Products() {}

  static List<Workload> all() {
    List<Workload> all = new ArrayList<>();
    for (int n : SQUARES) {
      all.add(product("gemm_" + n, n, n, n));
    }
    all.add(product("gemm_64x784x512", 64, 784, 512));
    all.add(product("gemm_64x512x512", 64, 512, 512));
    return all;
  }

  private static Workload product(String name, long rows, long inner, long columns) {
    return new Workload.Call(
        name,
        2.0 * rows * inner * columns,
        () -> {
          Tensor a = normal(1, rows, inner);
          Tensor b = normal(2, inner, columns);
          return () -> a.matmul(b).close();
        });
  }
}
