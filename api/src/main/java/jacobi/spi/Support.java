package jacobi.spi;

/// A driver's answer to whether it computes an op.
public sealed interface Support {

  /// It does.
  record Native(Needs needs) implements Support {}

  /// It does not: a composite is then decomposed; a primitive is an error that shows the reason.
  record Decline(String reason) implements Support {}

  /// Yes, on operands of any strides.
  static Support yes() {
    return new Native(Needs.NOTHING);
  }

  /// Yes, given what is needed.
  static Support nativeWith(Needs needs) {
    return new Native(needs);
  }

  /// No, because.
  static Support decline(String reason) {
    return new Decline(reason);
  }
}
