package jacobi.tck.cases;

import jacobi.spi.HostBuffer;
import jacobi.tensor.Engine;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.List;

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
    Tensor placed = placed(engine);
    return isDifferentiated() ? placed.detach().watch() : placed;
  }

  /// The same, and nobody watches it: a composite without a gradient of its own is then one call of
  /// a device that claims it.
  public Tensor placed(Engine engine) {
    return placement.place(engine, values, shape);
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

  /// The same numbers as another type; integers and truth values stay.
  Arg cast(DType to) {
    if (!dtype().isFloat()) {
      return this;
    }
    HostBuffer wide = HostBuffer.of(to, values.elements());
    for (int i = 0; i < wide.elements(); i++) {
      wide.setDouble(i, values.asDouble(i));
    }
    return new Arg(role, wide, shape, placement);
  }

  /// All of them dense, as another type.
  public static List<Arg> cast(List<Arg> args, DType to) {
    return args.stream().map(arg -> arg.dense().cast(to)).toList();
  }

  /// All of them dense.
  public static List<Arg> dense(List<Arg> args) {
    return args.stream().map(Arg::dense).toList();
  }

  /// All of them as tensors.
  public static List<Tensor> tensors(List<Arg> args, Engine engine) {
    return args.stream().map(arg -> arg.tensor(engine)).toList();
  }

  @Override
  public String toString() {
    return "%s %s%s"
        .formatted(
            dtype(),
            shape,
            placement == Placement.DENSE
                ? ""
                : " " + placement.name().toLowerCase(java.util.Locale.ROOT));
  }
}
