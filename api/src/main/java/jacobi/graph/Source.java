package jacobi.graph;

import jacobi.op.Spec;
import jacobi.tensor.Cell;
import jacobi.tensor.State;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/// Where a value comes from that no step of a graph makes.
public sealed interface Source {

  /// An argument of the step.
  record Argument(int position) implements Source {}

  /// What a cell holds when the step begins.
  record Held(Cell cell) implements Source {}

  /// What the host says at this step.
  record Input(Spec spec, Supplier<MemorySegment> elements) implements Source {}

  /// What was there when the step was written down. A cell of the graph's own holds it, so that no
  /// scope takes it away.
  record ClosedOver(State own) implements Source {}
}
