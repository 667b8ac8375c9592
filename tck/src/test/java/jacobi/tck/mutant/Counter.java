package jacobi.tck.mutant;

import java.util.function.IntUnaryOperator;

/// A class with an instruction of each kind that is changed.
public final class Counter implements IntUnaryOperator {
  private int last;

  /// Loaded anew by tests.
  public Counter() {}

  @Override
  public int applyAsInt(int n) {
    int[] squares = new int[n + 2];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = i * i;
    }
    last = -squares[n];
    return last;
  }
}
