package jacobi.runtime;

import jacobi.op.Copy;
import jacobi.tensor.Cell;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;

/// A cell that a program reads or writes. One that it writes holds memory of its own meanwhile,
/// which nobody else knows of: before the first run, and whenever the cell was read in between, its
/// value moves into such memory.
final class CellSlot {
  private final Cell cell;
  private final int place;
  private final boolean written;

  /// @param place the value it holds before the step
  CellSlot(Cell cell, int place, boolean written) {
    this.cell = cell;
    this.place = place;
    this.written = written;
  }

  /// Finds out where the cell's value lies.
  void bind(EagerEngine engine, Places places) {
    Tensor held = cell.peek();
    boolean plain = held.layout().isContiguous() && held.layout().offset() == 0;
    boolean own = held.handle().isOwned() || !written;
    if (!plain || !own || held.engine() != engine) {
      held = moved(engine, held);
    }
    places.bind(place, (Storage) held.handle());
  }

  private Tensor moved(EagerEngine engine, Tensor held) {
    Tensor near = held.engine() == engine ? held : engine.adopt("a compiled step", held);
    return Scope.run(scope -> {
      Tensor own = engine.apply(Copy.Plain.COPY, near.detach());
      cell.set(own);
      own.handle().own();
      return cell.peek();
    });
  }
}
