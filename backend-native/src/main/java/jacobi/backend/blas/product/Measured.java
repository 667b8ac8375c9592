package jacobi.backend.blas.product;

import jacobi.backend.blas.foreign.Facts;
import jacobi.backend.blas.foreign.Maker;
import jacobi.type.Shape;

/// Which products a library computes faster than Java does.
///
/// | vectors of the library | of Java | oneDNN | MKL, OpenBLAS, BLIS |
/// | --- | --- | --- | --- |
/// | wider, or Java has none | | from 16³ on | from 32³ on |
/// | as wide | | from 80³ on | from 1024³ on |
/// | narrower | | none | none |
///
/// Measured on AMD EPYC (Zen 5), where OpenBLAS and MKL compute with 256 bits, and Intel Ice Lake,
/// where OpenBLAS computes with 512.
///
/// @param library what computes
/// @param javaBits of the vectors that backend-cpu computes with, 0 if it has none
/// @param always whether the library computes everything it can, faster or not
public record Measured(Facts library, int javaBits, boolean always) {
  private static final double NOTHING = Double.POSITIVE_INFINITY;

  /// Sides below this make products of vectors, which wait for memory.
  private static final int THIN = 8;

  /// Whether the library is faster at anything.
  public boolean isFaster() {
    return least() < NOTHING;
  }

  /// Whether there is enough to do at all, told at a glance: small products must not wait for more.
  ///
  /// @param results elements of the result
  /// @param right shape of the right operand
  boolean isEnough(int results, Shape right) {
    return always || (double) results * right.size(-2) >= least();
  }

  /// Whether it computes a product.
  public boolean serves(int m, int n, int k) {
    if (always) {
      return true;
    }
    return (double) m * n * k >= least() && Math.min(m, Math.min(n, k)) >= THIN;
  }

  private double least() {
    boolean best = library.maker() == Maker.ONEDNN;
    if (library.vectorBits() > javaBits) {
      return cube(best ? 16 : 32);
    }
    return library.vectorBits() < javaBits ? NOTHING : cube(best ? 80 : 1024);
  }

  private static double cube(double n) {
    return n * n * n;
  }
}
