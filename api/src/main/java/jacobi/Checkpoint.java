package jacobi;

import jacobi.rules.Accumulator;
import jacobi.tensor.Functions;
import jacobi.tensor.Mode;
import jacobi.tensor.Node;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import jacobi.tensor.Uses;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A block that is one node: what it saved is dropped, and made again when the reverse pass comes.
final class Checkpoint {
  private final Function<List<Tensor>, List<Tensor>> block;
  private final List<Tensor> xs;
  private final Mode outside = Mode.current();
  private final Rerun rerun = Rerun.first(Jacobi.engine(), outside);
  private List<Tensor> closedOver = List.of();

  private Checkpoint(Function<List<Tensor>, List<Tensor>> block, List<Tensor> xs) {
    this.block = block;
    this.xs = xs;
  }

  static List<Tensor> of(Function<List<Tensor>, List<Tensor>> block, List<Tensor> xs) {
    return Mode.current().isRecording()
        ? new Checkpoint(block, List.copyOf(xs)).forward()
        : block.apply(xs);
  }

  /// Runs the block recorded, which shows what it closes over, and forgets all but the results.
  private List<Tensor> forward() {
    List<Tensor> at = xs.stream().map(x -> x.node() == null ? x : x.detach().watch()).toList();
    var uses = new Uses(at);
    List<Tensor> results =
        Scope.run(scope -> {
          List<Tensor> ys = uses.run(() -> outside.again(rerun, () -> block.apply(at)));
          ys.forEach(uses::add);
          rerun.keep(scope);
          return ys.stream()
              .map(y -> scope.keep(new Tensor(y.engine(), y.handle(), y.layout())))
              .toList();
        });
    closedOver = uses.outside();
    Tensor[] in = sources(xs).toArray(Tensor[]::new);
    for (Tensor x : in) {
      if (x.node() != null) {
        Node.record(null, in, results.toArray(Tensor[]::new), this::back);
        break;
      }
    }
    return results;
  }

  /// What gradients flow to: arguments and what is closed over.
  private List<Tensor> sources(List<Tensor> arguments) {
    List<Tensor> all = new ArrayList<>(arguments);
    all.addAll(closedOver);
    return all;
  }

  private @Nullable Tensor[] back(@Nullable Tensor[] g, boolean[] needed) {
    if (Mode.current().isRecording()) {
      return runAgain(g, needed);
    }
    return Scope.run(scope -> {
      @Nullable Tensor[] back = runAgain(g, needed);
      for (Tensor result : back) {
        if (result != null) {
          scope.keep(result);
        }
      }
      return back;
    });
  }

  private @Nullable Tensor[] runAgain(@Nullable Tensor[] g, boolean[] needed) {
    List<Tensor> at = xs.stream().map(x -> x.node() == null ? x : Functions.alias(x)).toList();
    List<Tensor> ys = outside.again(rerun.again(), () -> block.apply(at));
    List<Tensor> values = new ArrayList<>();
    List<Tensor> cotangents = new ArrayList<>();
    for (int i = 0; i < g.length; i++) {
      Tensor cotangent = g[i];
      if (cotangent != null) {
        values.add(ys.get(i));
        cotangents.add(cotangent);
      }
    }
    List<Tensor> sources = sources(at);
    List<Tensor> wanted = new ArrayList<>();
    for (int i = 0; i < needed.length; i++) {
      if (needed[i]) {
        wanted.add(sources.get(i));
      }
    }
    Gradients all = Gradients.of(Accumulator.STANDARD, values, cotangents).orZeros();
    var found = (Mode.current().isRecording() ? all.recorded() : all).of(wanted).iterator();
    var back = new @Nullable Tensor[needed.length];
    for (int i = 0; i < needed.length; i++) {
      back[i] = needed[i] ? found.next() : null;
    }
    return back;
  }
}
