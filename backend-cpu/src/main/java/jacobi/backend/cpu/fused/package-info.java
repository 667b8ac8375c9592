/// Kernels of the composites this backend claims: layers, pooling and optimizer steps, on dense F32
/// operands, each in as few passes over memory as it takes.
@NullMarked
package jacobi.backend.cpu.fused;

import org.jspecify.annotations.NullMarked;
