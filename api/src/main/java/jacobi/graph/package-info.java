/// The compiler: a step is written down once, improved, given memory, and run from there.
///
/// A step runs on tensors without values, which write its ops down ([jacobi.graph.Capture]):
/// forward pass, reverse pass and update are one immutable [jacobi.graph.Graph]. Passes make
/// another of it with the same results, bit for bit; [jacobi.graph.Blueprint] says in which order:
///
/// | pass | what it does |
/// | --- | --- |
/// | [jacobi.graph.DeadCode] | drops what nobody asks for |
/// | [jacobi.graph.Constants] | folds what is one number everywhere |
/// | [jacobi.graph.Simplification] | drops ops that change no number, NaN, infinity or −0 |
/// | [jacobi.graph.CommonSubexpressions] | does the same op on the same operands once |
/// | [jacobi.graph.Lowering] | leaves only what the device carries out, and places views |
/// | [jacobi.graph.Chains] | puts elementwise ops together, one pass over memory each |
/// | [jacobi.graph.Endings] | gives results and cells memory of their own |
///
/// Then [jacobi.graph.Donations] finds the values that may be written where a cell's old value
/// lies, last of all, and [jacobi.graph.Lifetimes] which values share a buffer. The device makes a
/// [jacobi.graph.Program] of it: calls with their operands in place, made one after the other.
///
/// What changes from step to step reaches a program as arguments, cells and
/// [jacobi.tensor.Engine#input]; everything else is as it was when the step was written down.
/// [jacobi.graph.Explanation] tells all of this of a step.
@NullMarked
package jacobi.graph;

import org.jspecify.annotations.NullMarked;
