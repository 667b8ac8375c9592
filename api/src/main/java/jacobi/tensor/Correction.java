package jacobi.tensor;

/// What a variance subtracts from the number of elements it divides by.
public enum Correction {
  /// Nothing: the mean square of the elements at hand.
  NONE(0),
  /// 1: no bias if the elements are a sample.
  BESSEL(1);

  private final long subtrahend;

  Correction(long subtrahend) {
    this.subtrahend = subtrahend;
  }

  long subtrahend() {
    return subtrahend;
  }
}
