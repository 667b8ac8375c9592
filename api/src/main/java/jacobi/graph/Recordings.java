package jacobi.graph;

import jacobi.op.Spec;
import jacobi.tensor.CaptureException;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A step with a program for each device, mode, and types and shapes of arguments it was called
/// with. Bounded: the program unused for longest is forgotten.
public final class Recordings {
  /// A few batch sizes, each in training and evaluation.
  private static final int LIMIT = 16;

  /// A step that was compiled so often gets arguments of ever new shapes, it seems.
  private static final int OFTEN = 64;

  private final Function<List<Tensor>, List<Tensor>> step;

  /// The last used comes first.
  private final List<Recording> known = new ArrayList<>();

  private long compiled;

  /// What a step was compiled for, and what came of it.
  private record Recording(
      Target target,
      @Nullable RandomStream stream,
      boolean recording,
      List<Spec> arguments,
      Blueprint blueprint,
      Program program) {

    @SuppressWarnings(
        "ReferenceEquality") // Another device or stream with the same facts is another.
    boolean serves(Target on, Mode mode, List<Tensor> in) {
      boolean same =
          target == on
              && recording == mode.isRecording()
              && stream == stream(mode)
              && arguments.size() == in.size();
      for (int i = 0; same && i < in.size(); i++) {
        Spec spec = arguments.get(i);
        same = spec.dtype() == in.get(i).dtype() && spec.shape().equals(in.get(i).shape());
      }
      return same;
    }

    static @Nullable RandomStream stream(Mode mode) {
      return mode.isTrainingHere() ? mode.random() : null;
    }
  }

  /// Of a step that was not run yet.
  public Recordings(Function<List<Tensor>, List<Tensor>> step) {
    this.step = step;
  }

  /// Runs the step, compiled before if it is not yet.
  ///
  /// @throws CaptureException if an argument is watched, for the results would not depend on it
  public List<Tensor> run(List<Tensor> arguments, Target target) {
    return program(arguments, target).run(arguments);
  }

  /// Runs the step and reads its only result.
  ///
  /// @throws CaptureException if an argument is watched, or there is more than one element
  public double item(List<Tensor> arguments, Target target) {
    return program(arguments, target).item(arguments);
  }

  private Program program(List<Tensor> arguments, Target target) {
    Mode mode = Mode.current();
    for (int i = 0; i < arguments.size(); i++) {
      Tensor x = arguments.get(i);
      if (mode.isRecording() && x.node() != null) {
        throw new CaptureException(
            "argument %s of a compiled step is watched, but its results carry no gradient: take"
                    .formatted(x.spec())
                + " gradients inside the step, or pass x.detach()");
      }
    }
    return recording(arguments, target, mode).program;
  }

  private synchronized Recording recording(List<Tensor> arguments, Target target, Mode mode) {
    for (int i = 0; i < known.size(); i++) {
      Recording found = known.get(i);
      if (found.serves(target, mode, arguments)) {
        if (i > 0) {
          known.remove(i);
          known.addFirst(found);
        }
        return found;
      }
    }
    List<Spec> specs = arguments.stream().map(Tensor::spec).toList();
    Blueprint blueprint = Blueprint.of(Capture.of(step, specs, target), target);
    Program program = target.load(blueprint);
    var made =
        new Recording(
            target, Recording.stream(mode), mode.isRecording(), specs, blueprint, program);
    known.addFirst(made);
    if (known.size() > LIMIT) {
      known.removeLast();
    }
    count(specs);
    return made;
  }

  private void count(List<Spec> specs) {
    compiled++;
    if (compiled == OFTEN) {
      System.getLogger("jacobi")
          .log(
              System.Logger.Level.WARNING,
              "one function was compiled {0} times, last for {1}: pad its arguments to a few"
                  + " shapes, or call it without compile",
              compiled,
              specs);
    }
  }

  /// How many programs there are.
  public synchronized int size() {
    return known.size();
  }

  /// How often the step was compiled.
  public synchronized long compiled() {
    return compiled;
  }

  /// What was made of the step, the last used first.
  public synchronized List<Blueprint> blueprints() {
    return known.stream().map(Recording::blueprint).toList();
  }

  /// What was made of the step, in words.
  public String explain() {
    return blueprints().stream()
        .map(each -> new Explanation(each).text())
        .collect(Collectors.joining("\n"));
  }

  /// What was made of the step, as a page with pictures.
  public String picture() {
    return GraphPage.of(blueprints());
  }

  /// Forgets all programs.
  public synchronized void clear() {
    known.forEach(each -> each.program.close());
    known.clear();
  }
}
