package jacobi.models.bench;

import jacobi.models.train.Execution;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/// Something to measure, in F32 on random normal data of fixed seeds.
///
/// Preparing it makes its operands on the device of the block that calls.
public sealed interface Workload {
  /// The name it is asked for and compared by.
  String name();

  /// True if it is more than one op, so that there is something to compile.
  boolean isCompilable();

  /// An op, or a few; one call makes fresh results and gives their memory back.
  ///
  /// @param name the name
  /// @param flops the floating-point operations of a call; 0 if they say nothing
  /// @param isCompilable whether it can be run compiled
  /// @param prepare makes the operands and returns the call
  record Call(
      String name, double flops, boolean isCompilable, Function<Execution, Runnable> prepare)
      implements Workload {
    /// A call that is eager alone.
    Call(String name, double flops, Supplier<Runnable> prepare) {
      this(name, flops, false, how -> prepare.get());
    }

    /// A call that is eager alone, whose operations are not counted.
    Call(String name, Supplier<Runnable> prepare) {
      this(name, 0, prepare);
    }

    /// A call that can be compiled, whose operations are not counted.
    Call(String name, Function<Execution, Runnable> prepare) {
      this(name, 0, true, prepare);
    }
  }

  /// Training steps: forward, mean cross-entropy, backward, the optimizer's update, the loss read.
  ///
  /// @param name the name
  /// @param prepare makes the model and its batches and returns the step, whose value is the loss
  record Training(String name, Function<Execution, DoubleSupplier> prepare) implements Workload {
    @Override
    public boolean isCompilable() {
      return true;
    }
  }
}
