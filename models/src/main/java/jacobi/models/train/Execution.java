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

    @Override
    public boolean isLost(Tensor loss) {
      return !Double.isFinite(loss.item());
    }
  },

  /// Written down when the step first meets arguments of these types and shapes, and run from
  /// there: [Jacobi#compile].
  COMPILED {
    @Override
    public Function<List<Tensor>, List<Tensor>> of(Function<List<Tensor>, List<Tensor>> step) {
      return Jacobi.compile(step);
    }

    @Override
    public boolean isLost(Tensor loss) {
      return false;
    }
  };

  /// The step, run this way.
  public abstract Function<List<Tensor>, List<Tensor>> of(
      Function<List<Tensor>, List<Tensor>> step);

  /// True if a step knows, before it descends, that its loss is no finite number. What is written
  /// down has no values to look at: such a step goes on.
  public abstract boolean isLost(Tensor loss);

  /// Compiled or eager.
  public static Execution of(boolean compiled) {
    return compiled ? COMPILED : EAGER;
  }
}
