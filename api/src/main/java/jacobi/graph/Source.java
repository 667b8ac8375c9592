package jacobi.graph;

import jacobi.op.Spec;
import jacobi.tensor.Cell;
import jacobi.tensor.Engine;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Supplier;

/// Where a value comes from that no op of a recording makes.
sealed interface Source {
  /// The value for this run.
  Tensor value(Engine engine, List<Tensor> arguments);

  /// An argument of the step.
  record Argument(int position) implements Source {
    @Override
    public Tensor value(Engine engine, List<Tensor> arguments) {
      return arguments.get(position);
    }
  }

  /// What a cell holds when the step begins.
  record Held(Cell cell) implements Source {
    @Override
    public Tensor value(Engine engine, List<Tensor> arguments) {
      return cell.get();
    }
  }

  /// What the host says at this step.
  record Input(Spec spec, Supplier<MemorySegment> elements) implements Source {
    @Override
    public Tensor value(Engine engine, List<Tensor> arguments) {
      return engine.input(spec, elements);
    }
  }

  /// What was there when the step was written down. A cell of the recording's own holds it, so that
  /// no scope takes it away.
  record ClosedOver(State own) implements Source {
    @Override
    public Tensor value(Engine engine, List<Tensor> arguments) {
      return own.get();
    }
  }
}
