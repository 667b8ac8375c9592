package jacobi.backend.cpu.code;

/// One op along one row of its operands: `y[i] = f(a[i], b[i], c[i])`.
public interface Loop {
  /// Computes `n` elements of `y` from `yAt` on; element `i` of an operand is at `at + i·step`.
  /// Operands that the op does not have are ignored.
  void run(
      Object y,
      int yAt,
      Object a,
      int aAt,
      int aStep,
      Object b,
      int bAt,
      int bStep,
      Object c,
      int cAt,
      int cStep,
      int n);
}
