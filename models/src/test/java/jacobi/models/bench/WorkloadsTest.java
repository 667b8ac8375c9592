package jacobi.models.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.models.train.Execution;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
  private static List<String> named(String prefix) {
    return Workloads.named(prefix, Execution.EAGER).stream().map(Workload::name).toList();
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
            "elem_chain8_1e3",
            "elem_chain8_1e5",
            "elem_chain8_1e7",
            "elem_gelu_1e3",
            "elem_gelu_1e5",
            "elem_gelu_1e7"),
        named("elem"));
    assertEquals(List.of("reduce_rowsum", "reduce_softmax"), named("reduce"));
    assertEquals(List.of("layernorm_fwd", "layernorm_fwdbwd"), named("layernorm"));
    assertEquals(List.of("embedding_fwd", "embedding_fwdbwd"), named("embedding"));
    assertEquals(List.of("conv3x3_fwd", "conv3x3_fwdbwd"), named("conv"));
    assertEquals(List.of("tiny_add", "tiny_add_grad", "tiny_chain100_fwdbwd"), named("tiny"));
    assertEquals(List.of("mlp_sgd", "mlp_adam"), named("mlp"));
    assertEquals(List.of("cnn_adam"), named("cnn_adam"));
    assertEquals(List.of("gpt_adamw"), named("gpt_adamw"));
    assertEquals(List.of("lstm_adam"), named("lstm_adam"));
    assertEquals(40, Workloads.names(Execution.EAGER).size());
  }

  @Test
  void whatIsMoreThanOneOpCanBeCompiled() {
    assertEquals(
        List.of(
            "elem_multanh_1e3",
            "elem_multanh_1e5",
            "elem_multanh_1e7",
            "elem_chain8_1e3",
            "elem_chain8_1e5",
            "elem_chain8_1e7",
            "layernorm_fwdbwd",
            "conv3x3_fwdbwd",
            "embedding_fwdbwd",
            "tiny_chain100_fwdbwd",
            "mlp_sgd",
            "mlp_adam",
            "cnn_adam",
            "gpt_adamw",
            "lstm_adam"),
        Workloads.names(Execution.COMPILED));
    assertTrue(Workloads.named("gemm", Execution.COMPILED).isEmpty());
  }

  @Test
  void namesAreUniqueAndUnknownOnesHaveNoWork() {
    List<String> names = Workloads.names(Execution.EAGER);
    assertEquals(names.size(), new HashSet<>(names).size());
    assertTrue(named("gemm_63").isEmpty());
  }

  @Test
  void aProductCountsTwoOperationsForEachMultiplication() {
    var flat = (Workload.Call) Workloads.named("gemm_64x784x512", Execution.EAGER).getFirst();
    assertEquals(2.0 * 64 * 784 * 512, flat.flops());
  }
}
