package jacobi;

import jacobi.op.Custom;
import jacobi.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a session knows of the custom ops of a name: how they are computed where no driver claims
/// them, and how they are differentiated.
///
/// ```java
/// var spike = Custom.of("acme.spike", 1, in -> in);
/// var definition =
///     Definition.of("acme.spike", (op, in) -> List.of(in.get(0).gt(0).cast(DType.F32)))
///         .withGradient(
///             (op, g, in, out) -> List.of(g.get(0).div(in.get(0).abs().add(1).square())));
/// var session = Session.open(Options.of().withCustom(definition));
/// Tensor s = session.run(() -> Tensor.all(spike, tensor(new float[] {-1, 2})).getFirst());
/// ```
///
/// @param name the ops' name
/// @param decomposition the results by tensor methods
/// @param gradient the gradient, or null for that of the decomposition
public record Definition(String name, Decomposition decomposition, @Nullable Gradient gradient) {

  /// The results of an op by tensor methods, of the types and shapes its shape rule says.
  @FunctionalInterface
  public interface Decomposition {
    /// The results.
    List<Tensor> of(Custom op, List<Tensor> in);
  }

  /// The gradient of an op in tensor methods, so that it can be differentiated again.
  @FunctionalInterface
  public interface Gradient {
    /// The cotangents of the operands; null stands for zero.
    ///
    /// @param g the cotangents of the results; null stands for zero
    List<? extends @Nullable Tensor> of(
        Custom op, List<@Nullable Tensor> g, List<Tensor> in, List<Tensor> out);
  }

  /// A definition whose gradient is that of the decomposition.
  public static Definition of(String name, Decomposition decomposition) {
    return new Definition(name, decomposition, null);
  }

  /// The same with a gradient of its own.
  public Definition withGradient(Gradient own) {
    return new Definition(name, decomposition, own);
  }
}
