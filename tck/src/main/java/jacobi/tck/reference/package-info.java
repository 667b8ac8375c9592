/// The oracle of the kit: what the exact result of an op is, how far a device may be from it, and
/// what the derivative is.
///
/// [Interpreter] computes every primitive in double-double arithmetic and carries along with each
/// element how far a legal device may be off. It knows no gradients. [DoubleDoubleBackend] is the
/// same as a device, so that decompositions and gradient rules of the api run on it, and
/// [Differences] takes derivatives of what runs there from values alone. The rules agree with them
/// to `1e-15`; nobody wrote a second set of rules that could share their mistakes.
///
/// Nothing here uses the api's own interpreter, rules, random numbers or definitions of functions,
/// nor any kernel.
@NullMarked
package jacobi.tck.reference;

import org.jspecify.annotations.NullMarked;
