package jacobi.graph;

import jacobi.op.Spec;
import jacobi.rules.Ruled;
import jacobi.tensor.Cell;
import jacobi.tensor.Engine;
import jacobi.tensor.Mode;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A step as it was written down.
///
/// @param engine carries it out
/// @param sources the values that come from outside, by place
/// @param steps what is done with them, in order
/// @param written the places of what cells are to hold
/// @param results the places of the results
/// @param places how many values there are
record Recording(
    Engine engine,
    Map<Integer, Source> sources,
    List<Step> steps,
    Map<Cell, Integer> written,
    List<Integer> results,
    int places) {

  /// Writes a step down for arguments of these types and shapes, in the present mode. No cell
  /// changes, and nothing is computed but what depends on neither arguments nor cells.
  static Recording of(
      Function<List<Tensor>, List<Tensor>> step, List<Spec> arguments, Ruled engine) {
    var capture = new Capture(engine);
    List<Tensor> symbols = new ArrayList<>(arguments.size());
    for (Spec spec : arguments) {
      symbols.add(capture.argument(spec, symbols.size()));
    }
    return capture.finish(Mode.on(capture, () -> step.apply(symbols)));
  }

  /// Runs the step. Cells change together at its end, and not at all if it fails.
  List<Tensor> run(List<Tensor> arguments) {
    return Mode.noGrad(() -> Scope.run(scope -> run(arguments, scope)));
  }

  private List<Tensor> run(List<Tensor> arguments, Scope scope) {
    Tensor[] values = new Tensor[places];
    sources.forEach((place, source) -> values[place] = source.value(engine, arguments).detach());
    for (Step step : steps) {
      step.run(engine, values);
    }
    written.forEach((cell, place) -> cell.set(values[place]));
    return results.stream().map(place -> scope.keep(values[place])).toList();
  }
}
