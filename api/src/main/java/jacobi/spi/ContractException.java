package jacobi.spi;

import jacobi.type.JacobiException;

/// A backend broke the SPI's contract.
public final class ContractException extends JacobiException {
  private static final long serialVersionUID = 1L;

  /// An error that says what was wrong and what to do.
  public ContractException(String message) {
    super(message);
  }

  /// An error with the failure that led to it.
  public ContractException(String message, Throwable cause) {
    super(message, cause);
  }
}
