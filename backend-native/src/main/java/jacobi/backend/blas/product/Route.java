package jacobi.backend.blas.product;

import jacobi.backend.blas.foreign.Gemm;
import java.util.function.Consumer;

/// Who computes products of one element type.
///
/// @param measured which of them
/// @param routine the library's function
/// @param most operations of one call, for the collector waits until it returns
public record Route(Measured measured, Consumer<Gemm> routine, double most) {}
