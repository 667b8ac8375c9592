package jacobi.spi;

/// What a driver needs of the framework for one call. Grows by further `with…` methods.
///
/// COPY, by which the framework makes operands dense, has no needs: it takes any strides.
public final class Needs {
  /// Nothing: operands may have any strides.
  public static final Needs NOTHING = new Needs(false, 0);

  private final boolean contiguous;
  private final long scratch;

  private Needs(boolean contiguous, long scratch) {
    this.contiguous = contiguous;
    this.scratch = scratch;
  }

  /// Dense row-major operands; the framework copies those that are not.
  public static Needs contiguous() {
    return new Needs(true, 0);
  }

  /// The same and scratch memory of so many elements of the first result's type.
  public Needs withScratch(long elements) {
    return new Needs(contiguous, elements);
  }

  /// True if operands must be dense.
  public boolean isContiguous() {
    return contiguous;
  }

  /// Elements of scratch, or 0.
  public long scratch() {
    return scratch;
  }
}
