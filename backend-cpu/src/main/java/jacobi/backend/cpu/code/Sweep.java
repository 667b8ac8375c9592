package jacobi.backend.cpu.code;

/// Several results by several operands in one pass, element by element or summed up.
@FunctionalInterface
public interface Sweep {
  /// Goes over `n` elements.
  ///
  /// @param arrays the arrays of the results, then those of the operands
  /// @param at where in each the first element lies
  void run(Object[] arrays, int[] at, int n);
}
