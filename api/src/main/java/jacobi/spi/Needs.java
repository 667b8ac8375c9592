package jacobi.spi;

import java.util.ArrayList;
import java.util.List;

/// What a driver needs of the framework for one call. Grows by further `with…` methods.
///
/// COPY, by which the framework makes operands dense, has no needs: it takes any strides.
public final class Needs {
  /// Nothing: operands may have any strides.
  public static final Needs NOTHING = new Needs(false, 0, List.of());

  private final boolean contiguous;
  private final long scratch;
  private final List<Donation> donations;

  private Needs(boolean contiguous, long scratch, List<Donation> donations) {
    this.contiguous = contiguous;
    this.scratch = scratch;
    this.donations = donations;
  }

  /// An operand whose memory may become that of a result.
  ///
  /// @param operand which operand, of the result's type and no smaller
  /// @param result which result
  public record Donation(int operand, int result) {}

  /// Dense row-major operands; the framework copies those that are not.
  public static Needs contiguous() {
    return new Needs(true, 0, List.of());
  }

  /// The same and scratch memory of so many elements of the first result's type.
  public Needs withScratch(long elements) {
    return new Needs(contiguous, elements, donations);
  }

  /// The same and leave to give an operand and a result the same memory, where the operand is
  /// dense, no smaller than the result and not needed any more: element `i` of the result is
  /// written after that of the operand was read for the last time.
  public Needs withDonation(int operand, int result) {
    List<Donation> more = new ArrayList<>(donations);
    more.add(new Donation(operand, result));
    return new Needs(contiguous, scratch, List.copyOf(more));
  }

  /// True if operands must be dense.
  public boolean isContiguous() {
    return contiguous;
  }

  /// Elements of scratch, or 0.
  public long scratch() {
    return scratch;
  }

  /// Which operands may give their memory to which results.
  public List<Donation> donations() {
    return donations;
  }
}
