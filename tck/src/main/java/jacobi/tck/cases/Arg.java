package jacobi.tck.cases;

import jacobi.spi.HostBuffer;
import jacobi.tensor.Engine;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;

/// An operand of a case.
///
/// @param values the elements in row-major order
/// @param placement where they shall lie
public record Arg(Role role, HostBuffer values, Shape shape, Placement placement) {

  /// The type of the elements.
  public DType dtype() {
    return values.dtype();
  }

  /// True if gradients are asked for.
  public boolean isDifferentiated() {
    return role == Role.DIFFERENTIATED;
  }

  /// The tensor, a leaf if it is differentiated.
  public Tensor tensor(Engine engine) {
    Tensor placed = placement.place(engine, values, shape);
    return isDifferentiated() ? placed.detach().watch() : placed;
  }

  /// The same with one element moved; dense, for a repeated element could not move alone.
  public Arg moved(int element, double by) {
    HostBuffer other = Host.copy(values);
    other.setDouble(element, other.asDouble(element) + by);
    return new Arg(role, other, shape, Placement.DENSE);
  }

  /// The same elements, one after the other.
  public Arg dense() {
    return new Arg(role, values, shape, Placement.DENSE);
  }

  @Override
  public String toString() {
    return "%s %s%s"
        .formatted(
            dtype(), shape, placement == Placement.DENSE ? "" : " " + placement.name().toLowerCase(java.util.Locale.ROOT));
  }
}
