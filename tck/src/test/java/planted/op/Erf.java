package planted.op;

/// A definition of a function.
public final class Erf {}
