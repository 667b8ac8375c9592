package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.op.Unary;
import jacobi.spi.Driver;
import jacobi.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The cpu backend keeps what it declares where it is farthest off, of all floats there are: the
/// arguments that `jacobi-tck ulps --every 1` finds.
class WorstFloatsTest {
  private static final Map<Unary, Float> WORST =
      Map.of(
          Unary.EXP, -27.379135f,
          Unary.EXPM1, 0.3724605f,
          Unary.TANH, 0.6310442f);

  @Test
  void functionsAreAsExactAsDeclared() {
    List<Driver> drivers = new ArrayList<>();
    Options options =
        Options.of()
            .withBackend("cpu")
            .withDriver(real -> {
              drivers.add(real);
              return real;
            });
    try (Session session = Session.open(options)) {
      WORST.forEach((op, x) -> {
        float found =
            session.run(() -> session.engine().apply(op, Jacobi.tensor(new float[] {x})))
                .toFloats()[0];
        double exact = op.at(x);
        double ulps = Math.abs(found - exact) / Math.ulp((float) exact);
        double declared = drivers.getFirst().info().accuracy().ulps(op, DType.F32);
        assertTrue(ulps <= declared, () -> op + "(" + x + ") is off by " + ulps);
      });
    }
    assertEquals(1, drivers.size());
  }
}
