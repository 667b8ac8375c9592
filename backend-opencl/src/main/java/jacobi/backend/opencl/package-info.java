/// The OpenCL backend: kernels of our own for any device that speaks OpenCL C 1.2.
///
/// [OpenClProvider][jacobi.backend.opencl.OpenClProvider] finds devices,
/// [OpenClDriver][jacobi.backend.opencl.OpenClDriver] says what they compute and hands each call to
/// the class of its family, such as [FoldKernels][jacobi.backend.opencl.FoldKernels]. Its kernels
/// are in a resource of the family's name, such as `fold.cl`, compiled once per element type by
/// [Programs][jacobi.backend.opencl.Programs]. How kernels find the elements of strided operands is
/// in [Walk][jacobi.backend.opencl.Walk].
@NullMarked
package jacobi.backend.opencl;

import org.jspecify.annotations.NullMarked;
