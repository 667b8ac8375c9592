package jacobi.models.train;

import jacobi.Jacobi;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/// How a step that runs many times is run. The bits are the same.
public enum Execution {
  /// Op by op, as the step calls them.
  EAGER {
    @Override
    public Function<List<Tensor>, List<Tensor>> of(Function<List<Tensor>, List<Tensor>> step) {
      return step;
    }
  },

  /// Written down when the step first meets arguments of these types and shapes, and run from
  /// there: [Jacobi#compile].
  COMPILED {
    @Override
    public Function<List<Tensor>, List<Tensor>> of(Function<List<Tensor>, List<Tensor>> step) {
      return Jacobi.compile(step);
    }
  };

  /// The step, run this way.
  public abstract Function<List<Tensor>, List<Tensor>> of(
      Function<List<Tensor>, List<Tensor>> step);

  /// Compiled or eager.
  public static Execution of(boolean compiled) {
    return compiled ? COMPILED : EAGER;
  }
}
