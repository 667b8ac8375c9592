package jacobi.backend.cpu;

import jacobi.spi.Needs;
import jacobi.spi.OpSpec;
import jacobi.type.Layout;

/// Which operands may give their memory to which results: kernels that read an element before they
/// write the one in its place.
final class Donating {
  private Donating() {}

  /// Of elementwise ops on operands of any strides.
  static Needs elementwise(OpSpec spec) {
    return pairs(spec, Needs.NOTHING);
  }

  /// Of elementwise ops on dense operands.
  static Needs dense(OpSpec spec) {
    return pairs(spec, Needs.contiguous());
  }

  private static Needs pairs(OpSpec spec, Needs plain) {
    Needs needs = plain;
    for (int result = 0; result < spec.out().size(); result++) {
      for (int k = 0; k < spec.in().size(); k++) {
        Layout x = spec.in().get(k).layout();
        if (spec.in().get(k).dtype() == spec.out().get(result).dtype() && x.isContiguous()) {
          needs = needs.withDonation(k, result);
        }
      }
    }
    return needs;
  }

  /// Of steps of optimizers: parameters and moments, but not gradients, which come second.
  ///
  /// @param blocks of operands: parameters, gradients, moments
  /// @param tensors of each block
  static Needs steps(int blocks, int tensors) {
    Needs needs = Needs.contiguous();
    for (int block = 0; block < blocks; block++) {
      for (int k = 0; k < tensors && block != 1; k++) {
        needs = needs.withDonation(block * tensors + k, Math.max(block - 1, 0) * tensors + k);
      }
    }
    return needs;
  }

  /// Cotangents, cells and gates are read step by step; gradients of weights and input are products
  /// over all steps, after that.
  static Needs lstmBackward() {
    return Needs.contiguous()
        .withDonation(8, 4)
        .withDonation(7, 3)
        .withDonation(8, 3)
        .withDonation(0, 0)
        .withDonation(7, 0);
  }

  /// As of an LSTM.
  static Needs gruBackward() {
    return Needs.contiguous().withDonation(6, 3).withDonation(6, 2).withDonation(0, 0);
  }
}
