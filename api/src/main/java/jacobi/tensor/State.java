package jacobi.tensor;

/// A cell that is kept but not learned: running statistics, moments, counters.
public final class State extends Cell {
  private State(Tensor value) {
    super(value);
  }

  /// A state with its first value.
  public static State of(Tensor value) {
    return new State(value);
  }

  @Override
  Tensor enter(Tensor next) {
    return next.detach();
  }
}
