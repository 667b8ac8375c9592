package jacobi.backend.cpu.gemm;

/// The right operand of a product: a matrix of even steps, or rows that lie anywhere.
///
/// @param <A> `float[]` or `double[]`
public sealed interface Right<A> permits Matrix, Scattered {}
