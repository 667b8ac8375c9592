package jacobi.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
  private static List<String> named(String prefix) {
    return Workloads.named(prefix).stream().map(Workload::name).toList();
  }

  @Test
  void theNamesAreThoseOtherLibrariesAreMeasuredBy() {
    assertEquals(
        List.of(
            "gemm_64",
            "gemm_96",
            "gemm_100",
            "gemm_128",
            "gemm_256",
            "gemm_384",
            "gemm_512",
            "gemm_1000",
            "gemm_1024",
            "gemm_2048",
            "gemm_64x784x512",
            "gemm_64x512x512"),
        named("gemm"));
    assertEquals(
        List.of(
            "elem_add_1e3",
            "elem_add_1e5",
            "elem_add_1e7",
            "elem_multanh_1e3",
            "elem_multanh_1e5",
            "elem_multanh_1e7",
            "elem_gelu_1e3",
            "elem_gelu_1e5",
            "elem_gelu_1e7"),
        named("elem"));
    assertEquals(List.of("reduce_rowsum", "reduce_softmax"), named("reduce"));
    assertEquals(List.of("conv3x3_fwd", "conv3x3_fwdbwd"), named("conv"));
    assertEquals(List.of("tiny_add", "tiny_add_grad", "tiny_chain100_fwdbwd"), named("tiny"));
    assertEquals(List.of("mlp_sgd", "mlp_adam"), named("mlp"));
    assertEquals(List.of("cnn_adam"), named("cnn_adam"));
  }

  @Test
  void namesAreUniqueAndUnknownOnesHaveNoWork() {
    assertEquals(Workloads.names().size(), new HashSet<>(Workloads.names()).size());
    assertTrue(Workloads.named("gemm_63").isEmpty());
  }

  @Test
  void aProductCountsTwoOperationsForEachMultiplication() {
    var flat = (Workload.Call) Workloads.named("gemm_64x784x512").getFirst();
    assertEquals(2.0 * 64 * 784 * 512, flat.flops());
  }
}
