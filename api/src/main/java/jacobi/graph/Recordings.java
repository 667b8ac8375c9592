package jacobi.graph;

import jacobi.op.Spec;
import jacobi.rules.Ruled;
import jacobi.tensor.CaptureException;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A step with a recording for each engine, mode, and types and shapes of arguments it was called
/// with. Bounded: the recording unused for longest is forgotten.
public final class Recordings {
  /// A few batch sizes, each in training and evaluation.
  private static final int LIMIT = 16;

  private final Function<List<Tensor>, List<Tensor>> step;
  private final Map<Key, Recording> known = new LinkedHashMap<>(LIMIT, 0.75f, true);

  private record Key(
      Ruled engine, @Nullable RandomStream stream, boolean recording, List<Spec> arguments) {}

  /// Of a step that was not run yet.
  public Recordings(Function<List<Tensor>, List<Tensor>> step) {
    this.step = step;
  }

  /// Runs the step, written down before if it is not yet.
  ///
  /// @throws CaptureException if an argument is watched, for the results would not depend on it
  public List<Tensor> run(List<Tensor> arguments, Ruled engine) {
    Mode mode = Mode.current();
    for (Tensor x : arguments) {
      if (mode.isRecording() && x.node() != null) {
        throw new CaptureException(
            "argument %s of a compiled step is watched, but its results carry no gradient: take"
                    .formatted(x.spec())
                + " gradients inside the step, or pass x.detach()");
      }
    }
    return recording(arguments, engine, mode).run(arguments);
  }

  private synchronized Recording recording(List<Tensor> arguments, Ruled engine, Mode mode) {
    List<Spec> specs = arguments.stream().map(Tensor::spec).toList();
    var key = new Key(engine, Mode.isTraining() ? mode.random() : null, mode.isRecording(), specs);
    Recording found = known.get(key);
    if (found == null) {
      found = Recording.of(step, specs, engine);
      known.put(key, found);
      if (known.size() > LIMIT) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return found;
  }

  /// How many recordings there are.
  public synchronized int size() {
    return known.size();
  }

  /// Forgets all recordings.
  public synchronized void clear() {
    known.clear();
  }
}
