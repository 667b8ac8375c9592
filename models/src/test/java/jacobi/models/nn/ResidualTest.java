package jacobi.models.nn;

import static jacobi.Jacobi.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.random.Seed;
import jacobi.tensor.Keep;
import jacobi.type.JacobiException;
import jacobi.type.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A body and the way around it are added, and only what has one shape is.
class ResidualTest {
  @Test
  void theSumIsThatOfBodyAndShortcut() {
    var x = tensor(new float[] {1, -2, 3});
    assertArrayEquals(new float[] {2, 2, 12}, Residual.of(t -> t.square()).apply(x).toFloats());
    var projected = new Residual(t -> t.square(), t -> t.mul(10));
    assertArrayEquals(new float[] {11, -16, 39}, projected.apply(x).toFloats());
  }

  @Test
  void shapesThatWouldBroadcastAreRefused() {
    var mean = Residual.of(t -> t.mean(1, Keep.KEEP));
    String text =
        assertThrows(JacobiException.class, () -> mean.apply(Jacobi.ones(2, 3))).getMessage();
    assertTrue(text.contains("[2, 1]") && text.contains("[2, 3]"), text);
    assertTrue(text.contains("shortcut that projects"), text);
  }

  @Test
  void cellsOfBothWaysAreNamed() {
    var layer =
        new Residual(ConvNorm.of(2, 4, 3, 2, Seed.of(1)), ConvNorm.of(2, 4, 1, 2, Seed.of(2)));
    assertEquals(Shape.of(3, 4, 4, 4), layer.apply(Jacobi.ones(3, 2, 7, 7)).shape());
    assertEquals(
        List.of(
            "body.weight",
            "body.norm.gain",
            "body.norm.bias",
            "body.norm.mean",
            "body.norm.variance",
            "shortcut.weight",
            "shortcut.norm.gain",
            "shortcut.norm.bias",
            "shortcut.norm.mean",
            "shortcut.norm.variance"),
        List.copyOf(Cells.of(layer).keySet()));
    assertEquals(List.of(), List.copyOf(Cells.of(Residual.of(t -> t)).keySet()));
  }
}
