package jacobi.spi;

/// The level of this SPI and its vocabulary.
public final class Spi {
  /// The newest level. A constant the compiler inlines: `return Spi.LEVEL;` in a provider names the
  /// level it was compiled against, whatever runs later.
  public static final int LEVEL = 1;

  private Spi() {}
}
