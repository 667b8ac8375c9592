package jacobi.runtime;

import jacobi.tensor.CaptureException;
import jacobi.tensor.Tensor;

/// An argument of a program. One that does not lie in memory as the program was made for is copied.
final class ArgumentSlot {
  private final int position;
  private final int place;

  /// @param place the value it is
  ArgumentSlot(int position, int place) {
    this.position = position;
    this.place = place;
  }

  int position() {
    return position;
  }

  void bind(EagerEngine engine, Places places, Tensor argument) {
    Tensor x = argument;
    if (x.engine().rank() > engine.rank()) {
      throw new CaptureException(
          "argument %d of a compiled step, %s, is a tensor of another one: return it from there"
              .formatted(position, x.spec()));
    }
    if (x.engine() != engine) {
      x = engine.adopt("a compiled step", x);
    }
    if (!x.layout().isContiguous() || x.layout().offset() != 0) {
      x = engine.apply(jacobi.op.Copy.Plain.COPY, x.detach());
    }
    places.bind(place, (Storage) x.handle());
  }
}
