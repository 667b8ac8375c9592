/// What a vendor implements, on one screen.
///
/// A [BackendProvider][jacobi.spi.BackendProvider] is found by `ServiceLoader`, probed, and opened
/// to a [Backend][jacobi.spi.Backend] with one [Driver][jacobi.spi.Driver] per device. A driver
/// allocates buffers, moves data, says what it [supports][jacobi.spi.Support] and executes
/// [calls][jacobi.spi.OpCall]. The framework infers shapes, checks everything, allocates outputs
/// and inserts copies; a driver writes no validation but one: an index read on the device never
/// touches memory out of bounds ([OpCall#report][jacobi.spi.OpCall]).
///
/// Start by handing every call to [Reference][jacobi.spi.Reference] and replace op by op. The
/// interfaces here grow by default methods only.
@NullMarked
package jacobi.spi;

import org.jspecify.annotations.NullMarked;
