package jacobi.op;

/// The 44 ops every backend computes, in eleven families; frozen for ever.
///
/// A backend switches over the families and their members without a default: the compiler is its
/// checklist. A new op is always a [Composite].
public sealed interface Primitive extends Op
    permits Fill, Copy, Unary, Binary, Where, Reduce, ArgReduce, MatMul, Gather, ScatterAdd, Fold {}
