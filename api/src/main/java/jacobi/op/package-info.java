/// The vocabulary: every op as a value, with its shape rule and its facts; nothing here knows a
/// tensor.
///
/// - [Primitive][jacobi.op.Primitive]: the 44 kernels a backend must have, frozen for ever;
/// - [View][jacobi.op.View]: edits of the layout that need no kernel;
/// - [HostDefault][jacobi.op.HostDefault]: two ops the host computes unless a driver claims them;
/// - [Composite][jacobi.op.Composite]: everything else, defined by a decomposition into older ops;
///   a driver may claim it.
///
/// Parameterless ops are enum constants, ops with attributes are records, so ops compare by value.
/// What changes from step to step (a learning rate, a random counter) is an operand, never an
/// attribute.
@NullMarked
package jacobi.op;

import org.jspecify.annotations.NullMarked;
