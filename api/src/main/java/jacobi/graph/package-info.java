/// Steps that are written down once and run again: a step runs on tensors without values, which
/// writes its ops down ([jacobi.graph.Capture]), and what was written ([jacobi.graph.Recording]) is
/// carried out by the engine of the device, op by op.
///
/// Forward pass, reverse pass and update are one recording. What changes from step to step reaches
/// it as arguments, cells and [jacobi.tensor.Engine#input]; everything else is as it was when the
/// step was written down.
@NullMarked
package jacobi.graph;

import org.jspecify.annotations.NullMarked;
