package jacobi.models.bench;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// Something to measure, in F32 on random normal data of fixed seeds.
///
/// Preparing it makes its operands on the device of the block that calls.
public sealed interface Workload {
  /// The name it is asked for and compared by.
  String name();

  /// An op, or a few; one call makes fresh results and gives their memory back.
  ///
  /// @param name the name
  /// @param flops the floating-point operations of a call; 0 if they say nothing
  /// @param prepare makes the operands and returns the call
  record Call(String name, double flops, Supplier<Runnable> prepare) implements Workload {
    /// A call whose operations are not counted.
    Call(String name, Supplier<Runnable> prepare) {
      this(name, 0, prepare);
    }
  }

  /// Training steps: forward, mean cross-entropy, backward, the optimizer's update, the loss read.
  ///
  /// @param name the name
  /// @param prepare makes the model and its batches and returns the step, whose value is the loss
  record Training(String name, Supplier<DoubleSupplier> prepare) implements Workload {}
}
