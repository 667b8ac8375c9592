package jacobi.op;

import jacobi.type.DTypeException;
import jacobi.type.ShapeException;
import java.util.List;

/// One operation of the vocabulary: a value that says what is computed, not how.
public sealed interface Op permits Primitive, View, HostDefault, Composite {
  /// The name used in messages, reports and counters, such as `MATMUL` or `SOFTMAX`.
  String name();

  /// How many operands the op takes.
  int arity();

  /// What the op returns for these operands.
  ///
  /// @throws ShapeException if the shapes do not fit, naming the op, the shapes and the axis
  /// @throws DTypeException if the element types do not fit
  List<Spec> infer(List<Spec> in);

  /// How the op behaves under addition and scaling of its operands, which decides what exact checks
  /// apply to it.
  Algebra algebra();
}
