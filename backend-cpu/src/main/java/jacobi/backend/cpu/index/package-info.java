/// Kernels in which an element's place depends on data or on windows.
///
/// ```text
/// GATHER       y[…, i, …] = x[…, index[…, i, …], …]
/// SCATTER_ADD  y[…, index[…, i, …], …] += u[…, i, …]
/// FOLD         y[…, p·step + k·dilation, …] += x[…, p, …, k]
/// ARG_REDUCE   y[…] = the i of the greatest or least x[…, i, …]
/// ```
///
/// One axis plays a part of its own in each of them; *lines* along it have nothing to do with each
/// other. Work is split between lines only, and along a line sums are added in the row-major order
/// of what is added, so bits do not depend on how many threads there are.
///
/// Indices are data and may be wrong: [jacobi.backend.cpu.index.Indices] turns one away before it
/// touches anything and reports it through the call.
@NullMarked
package jacobi.backend.cpu.index;

import org.jspecify.annotations.NullMarked;
