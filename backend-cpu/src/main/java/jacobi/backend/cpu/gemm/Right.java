package jacobi.backend.cpu.gemm;

/// The right operand of a product: elements of an array, or what is put together when a product
/// packs it.
///
/// @param <A> `float[]` or `double[]`
public sealed interface Right<A> permits Matrix, Gathered {}
