package jacobi.backend.blas.foreign;

import java.util.Objects;

/// Who made a library, told by a function that only theirs have.
public enum Maker {
  /// Intel's primitives for neural networks.
  ONEDNN("oneDNN", "dnnl_version"),
  /// Intel's Math Kernel Library.
  MKL("MKL", "mkl_get_version_string"),
  /// The successor of GotoBLAS.
  OPENBLAS("OpenBLAS", "openblas_get_config"),
  /// The BLAS of the University of Texas, and AMD's.
  BLIS("BLIS", "bli_info_get_version_str"),
  /// Apple's.
  ACCELERATE("Accelerate", "vDSP_vadd"),
  /// Any other with the C interface.
  CBLAS("CBLAS", "cblas_sgemm");

  private final String title;
  private final String witness;

  Maker(String title, String witness) {
    this.title = title;
    this.witness = witness;
  }

  /// The maker of a library.
  ///
  /// @throws IllegalArgumentException if it computes no matrix products
  public static Maker of(NativeLibrary library) {
    for (Maker maker : values()) {
      if (library.has(maker.witness)) {
        return maker;
      }
    }
    throw new IllegalArgumentException("has no function cblas_sgemm and no dnnl_sgemm");
  }

  /// Refuses a library without a function that this module calls.
  ///
  /// @throws IllegalArgumentException if it lacks one
  void requireAll(NativeLibrary library) {
    for (String function : this == ONEDNN ? Dnnl.FUNCTIONS : Cblas.FUNCTIONS) {
      var unused = library.require(function);
      Objects.requireNonNull(unused);
    }
  }

  /// The function it is told by.
  String witness() {
    return witness;
  }

  /// Its name.
  public String title() {
    return title;
  }
}
