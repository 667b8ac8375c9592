package jacobi.backend.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Slopes where arguments squared are no numbers of F32.
class FarOutTest {
  @Test
  void slopesOfGeluTanhAreZeroAndOne() {
    Present.device();
    Options options = Options.of().withProviders(List.of(new OpenClProvider()));
    try (Session session = Session.open(options.withBackend("opencl"))) {
      float[] slopes =
          session.run(() -> {
            Tensor x = Jacobi.tensor(new float[] {-3e38f, -1e20f, -40, 40, 1e20f, 3e38f}, 6);
            return Jacobi.grad(in -> in.geluTanh().sum()).apply(x).toFloats();
          });
      assertArrayEquals(new float[] {0, 0, 0, 1, 1, 1}, slopes);
    }
  }
}
