/// The door for applications: [Jacobi][jacobi.Jacobi] makes tensors and gradients,
/// [Session][jacobi.Session] owns the devices, [GradientCheck][jacobi.GradientCheck] checks
/// gradients numerically.
@NullMarked
package jacobi;

import org.jspecify.annotations.NullMarked;
