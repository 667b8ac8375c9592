package planted.random;

/// Random bits.
public final class Philox {}
