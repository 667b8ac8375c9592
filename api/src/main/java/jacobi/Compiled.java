package jacobi;

import jacobi.graph.Recordings;
import jacobi.graph.Target;
import jacobi.tensor.CaptureException;
import jacobi.tensor.Engine;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/// A step that is written down when it is first called and run from there after: made by
/// [Jacobi#compile].
public final class Compiled implements Function<List<Tensor>, List<Tensor>>, AutoCloseable {
  private final Function<List<Tensor>, List<Tensor>> step;
  private final Recordings recordings;

  Compiled(Function<List<Tensor>, List<Tensor>> step) {
    this.step = step;
    this.recordings = new Recordings(step);
  }

  /// Runs the step. Inside another compiled step, or a checkpoint, it is part of that.
  ///
  /// @throws CaptureException if the step reads a tensor (naming the line), an argument is watched,
  ///   or a tensor of an earlier recording is used
  @Override
  public List<Tensor> apply(List<Tensor> arguments) {
    Engine engine = Jacobi.engine();
    return engine.rank() == 0 && engine instanceof Target real
        ? recordings.run(arguments, real)
        : step.apply(arguments);
  }

  /// [#apply(List)] of these arguments.
  public List<Tensor> apply(Tensor... arguments) {
    return apply(List.of(arguments));
  }

  /// How many recordings are kept: one for each device, mode, and types and shapes of arguments, up
  /// to a bound.
  public int recordings() {
    return recordings.size();
  }

  /// Forgets the recordings and what they hold.
  @Override
  public void close() {
    recordings.clear();
  }
}
