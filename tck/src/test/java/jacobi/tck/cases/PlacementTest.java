package jacobi.tck.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.Options;
import jacobi.Session;
import jacobi.spi.HostBuffer;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static Arg arg(Placement placement, Shape shape) {
    HostBuffer values = HostBuffer.of(DType.F32, shape.elements());
    for (int i = 0; i < values.elements(); i++) {
      values.setDouble(i, i + 1);
    }
    placement.fit(values, shape);
    return new Arg(Role.PLAIN, values, shape, placement);
  }

  @Test
  void elementsAreTheSameWhereverTheyLie() {
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      for (Shape shape : new Shape[] {Shape.SCALAR, Shape.of(5), Shape.of(2, 3), Shape.of(3, 0)}) {
        for (Placement placement : Placement.values()) {
          Arg arg = arg(placement, shape);
          HostBuffer found = Host.of(arg.tensor(session.engine()));
          for (int i = 0; i < found.elements(); i++) {
            assertEquals(arg.values().asDouble(i), found.asDouble(i), placement + " " + shape);
          }
        }
      }
    }
  }

  @Test
  void allButDenseOnesAreNoDenseOrder() {
    Set<Placement> dense = EnumSet.noneOf(Placement.class);
    try (Session session = Session.open(Options.of().withBackend("cpu"))) {
      for (Placement placement : Placement.values()) {
        Tensor x = arg(placement, Shape.of(2, 3, 4)).tensor(session.engine());
        if (x.layout().isContiguous()) {
          dense.add(placement);
        }
      }
    }
    assertEquals(EnumSet.of(Placement.DENSE), dense);
  }
}
