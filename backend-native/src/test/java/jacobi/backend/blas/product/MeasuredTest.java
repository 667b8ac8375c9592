package jacobi.backend.blas.product;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.backend.blas.foreign.Facts;
import jacobi.backend.blas.foreign.Maker;
import org.junit.jupiter.api.Test;

/// The table of who computes what.
class MeasuredTest {
  private static Measured measured(Maker maker, int bits, int javaBits) {
    return new Measured(new Facts(maker, "1", "", bits), javaBits, false);
  }

  @Test
  void narrowerVectorsThanJavasComputeNothing() {
    Measured blas = measured(Maker.OPENBLAS, 256, 512);
    assertFalse(blas.isFaster());
    assertFalse(blas.serves(2048, 2048, 2048));
  }

  @Test
  void widerVectorsComputeAllButSmallProducts() {
    for (int java : new int[] {0, 128}) {
      Measured blas = measured(Maker.OPENBLAS, 256, java);
      assertTrue(blas.isFaster());
      assertTrue(blas.serves(64, 64, 64));
      assertFalse(blas.serves(16, 16, 16));
    }
  }

  @Test
  void smallAndThinProductsAreJavas() {
    Measured dnnl = measured(Maker.ONEDNN, 512, 512);
    assertTrue(dnnl.isFaster());
    assertTrue(dnnl.serves(128, 128, 128));
    assertFalse(dnnl.serves(64, 64, 64));
    assertFalse(dnnl.serves(1, 4096, 4096));
  }

  @Test
  void whoeverWantsTheLibraryAlwaysGetsIt() {
    var blas = new Measured(new Facts(Maker.OPENBLAS, "1", "", 256), 512, true);
    assertTrue(blas.serves(1, 1, 1));
    assertFalse(blas.isFaster());
  }
}
