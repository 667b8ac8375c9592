/// The pure-Java backend: one device, the processor, on heap arrays.
///
/// [CpuDriver][jacobi.backend.cpu.CpuDriver] hands each op to a kernel: elementwise and reducing
/// ones in `scalar`, matrix products in `gemm`, layers and optimizer steps in `fused`. Kernels take
/// arrays, offsets and strides; threads come from `parallel` alone. How work is split depends on
/// the shape and never on the number of threads, so results have the same bits with any number.
@NullMarked
package jacobi.backend.cpu;

import org.jspecify.annotations.NullMarked;
