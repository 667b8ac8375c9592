package planted.spi;

/// An interpreter that vendors start from.
public final class Reference {}
