package jacobi.graph;

import jacobi.tensor.Handle;
import jacobi.type.DType;

/// A value that is known when a recording runs: its place in the table of values.
final class Symbol extends Handle {
  final int place;

  Symbol(DType dtype, int place) {
    super(dtype);
    this.place = place;
  }

  @Override
  public boolean isTracked() {
    return false;
  }

  @Override
  protected void release() {
    // There is no memory behind it.
  }
}
