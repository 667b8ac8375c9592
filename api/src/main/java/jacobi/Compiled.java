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

  /// Runs a step whose only result is a number, such as the loss, and reads it. Nothing is
  /// allocated once the step was compiled and has run a few times.
  ///
  /// @throws CaptureException as [#apply(List)], and if there is more than one element
  public double item(List<Tensor> arguments) {
    Engine engine = Jacobi.engine();
    return engine.rank() == 0 && engine instanceof Target real
        ? recordings.item(arguments, real)
        : step.apply(arguments).getFirst().item();
  }

  /// What became of the step, for each of its recordings: the graph as it was written down and as
  /// it is carried out, which ops were fused, and the memory plan beside what op by op takes. Empty
  /// before the first call.
  public String explain() {
    return recordings.explain();
  }

  /// [#explain] as a page of HTML, with a picture of the steps and of the memory over time.
  public String explainHtml() {
    return recordings.picture();
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
