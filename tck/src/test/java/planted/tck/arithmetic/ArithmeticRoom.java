package planted.tck.arithmetic;

import planted.spi.SpiRoom;

/// Arithmetic that knows more than numbers.
public final class ArithmeticRoom {
  SpiRoom spi;
}
