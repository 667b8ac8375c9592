package planted.type;

/// How numbers are rounded.
public final class Rounding {}
